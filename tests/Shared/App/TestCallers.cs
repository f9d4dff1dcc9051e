using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.TestSupport;

/// <summary>Callers with tokens, made past the app's door: where its first admin comes from.</summary>
internal static class TestCallers
{
    /// <summary>The organization of tests that are not about organizations.</summary>
    public static OrganizationId Organization { get; } = OrganizationId.Parse("development");

    public static UserId User { get; } = UserId.Parse("tester");

    /// <summary>Everything but <see cref="Role.Patient"/>.</summary>
    public static IReadOnlyList<Role> AllRoles { get; } = [.. Enum.GetValues<Role>().Where(role => role != Role.Patient)];

    /// <summary>Where a change that <see cref="User"/> makes comes from.</summary>
    public static RequestOrigin Origin(string requestId) => new(Organization, User, requestId);

    /// <summary>Issues a token that is good for a day.</summary>
    public static async Task<string> IssueTokenAsync(
        this IServiceProvider services, OrganizationId organization, UserId user, params IReadOnlyCollection<Role> roles)
    {
        await services.GetRequiredService<StorageSetup>().EnsureAsync(CancellationToken.None);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var issued = await services.GetRequiredService<IssueToken>().HandleAsync(
            new IssueTokenCommand(organization, "Test", user, roles, now.AddDays(1), user), CancellationToken.None);
        return issued.Text.ToString();
    }

    /// <summary>Issues a token to <see cref="User"/> of <see cref="Organization"/> with <see cref="AllRoles"/>.</summary>
    public static Task<string> IssueTokenAsync(this IServiceProvider services) => services.IssueTokenAsync(Organization, User, AllRoles);

    /// <summary>Every request of a client carries the token.</summary>
    public static HttpClient With(this HttpClient client, string token)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
