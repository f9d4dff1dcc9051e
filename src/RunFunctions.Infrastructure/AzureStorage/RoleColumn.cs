using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Infrastructure.AzureStorage;

/// <summary>Roles in one column: their names, separated by spaces.</summary>
internal static class RoleColumn
{
    public static string Write(IEnumerable<Role> roles) => string.Join(' ', roles.Order().Select(RoleNames.Of));

    /// <exception cref="FormatException">The column holds a name that is no role.</exception>
    public static IReadOnlyCollection<Role> Read(string text) =>
        [.. text.Split(' ').Select(name => RoleNames.TryParse(name, out var role) ? role : throw new FormatException("Not a role."))];
}
