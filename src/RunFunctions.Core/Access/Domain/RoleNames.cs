using System.Collections.Frozen;

namespace RunFunctions.Core.Access.Domain;

/// <summary>The wire names of <see cref="Role"/>: lowercase words.</summary>
public static class RoleNames
{
    private static readonly FrozenDictionary<string, Role> Roles =
        Enum.GetValues<Role>().ToFrozenDictionary(role => role.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Every name, in the order of the enum.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<Role>().Select(Of)];

    public static string Of(Role role) => role.ToString().ToLowerInvariant();

    public static bool TryParse(string? name, out Role role)
    {
        role = default;
        return name is not null && Roles.TryGetValue(name, out role);
    }
}
