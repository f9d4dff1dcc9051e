using System.Collections.Frozen;

namespace RunFunctions.Core.Access.Domain;

/// <summary>The wire names of <see cref="KeyPurpose"/>: lowercase words.</summary>
public static class KeyPurposeNames
{
    private static readonly FrozenDictionary<string, KeyPurpose> Purposes =
        Enum.GetValues<KeyPurpose>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    /// <summary>Every name, in the order of the enum.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<KeyPurpose>().Select(Of)];

    public static string Of(KeyPurpose purpose) => purpose.ToString().ToLowerInvariant();

    public static bool TryParse(string? name, out KeyPurpose purpose)
    {
        purpose = default;
        return name is not null && Purposes.TryGetValue(name, out purpose);
    }
}
