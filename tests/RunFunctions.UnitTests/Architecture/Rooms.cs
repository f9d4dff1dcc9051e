using System.Text.RegularExpressions;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>
/// Folders are rooms. A room uses itself and the shared rooms; never another capability. In Api, folders Http and Platform
/// and the root put the rooms together, so they may name all of them.
/// </summary>
internal static partial class Rooms
{
    private static readonly string[] Shared = ["Engine", "Access", "RunRegistry", "Results"];

    private static readonly string[] Composition = ["Http", "Platform"];

    /// <summary>The room of a namespace of Core or Api; null outside of rooms.</summary>
    public static string? Of(string? @namespace) =>
        @namespace is not null && RoomNamespace().Match(@namespace) is { Success: true } match ? match.Groups["room"].Value : null;

    public static bool MayUse(string? user, string? used)
    {
        if (user is null || used is null || user == used || Composition.Contains(user))
        {
            return true;
        }

        return user != "Results" && (Shared.Contains(used) || Composition.Contains(used));
    }

    /// <summary>Uses that are not allowed among compiled types.</summary>
    public static IEnumerable<string> Violations(IEnumerable<Type> types) =>
        from type in types
        from used in TypeUses.Of(type)
        where !MayUse(Of(type.Namespace), Of(used.Namespace))
        select $"{type} must not use {used}.";

    /// <summary>Names of other rooms in a source file: usings, qualified names, constants and <c>nameof</c> that leave no trace in a compiled type.</summary>
    /// <param name="room">Room of the file.</param>
    /// <param name="code">The file without comments.</param>
    public static IEnumerable<string> Violations(string room, string code) =>
        RoomName().Matches(code)
            .Select(match => match.Groups["room"].Value)
            .Where(used => !MayUse(room, used))
            .Distinct();

    [GeneratedRegex(@"^RunFunctions\.(?:Core|Api)\.(?<room>\w+)")]
    private static partial Regex RoomNamespace();

    [GeneratedRegex(@"\b(?:RunFunctions\.)?(?:Core|Api)\.(?<room>[A-Z]\w+)\b|\b(?<room>[A-Z]\w+)\.(?:Domain|Application|Ports)\b")]
    private static partial Regex RoomName();
}
