using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Core.Access.Application;

/// <param name="Text">For the address; as good as the caller's credential for that address until it expires.</param>
/// <param name="ExpiresAt">From when it is refused, UTC.</param>
public sealed record IssuedLink(LinkText Text, DateTimeOffset ExpiresAt);

/// <summary>Issues a link with which a browser can call one function as the caller. No storage call once the organization's key is known.</summary>
public sealed class IssueLink(IKeyRing keys, TimeProvider clock)
{
    /// <param name="caller">Who asks for it.</param>
    /// <param name="function">Name of the function it opens.</param>
    /// <param name="address">Path and query it opens.</param>
    /// <param name="lifetime">How long it is good.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IssuedLink> HandleAsync(
        Caller caller, string function, string address, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + lifetime).ToUnixTimeSeconds());
        var key = await keys.CurrentAsync(caller.Organization, KeyPurpose.Link, cancellationToken);
        var link = new AccessLink(caller.Organization, caller.User, caller.Credential, function, address, expiresAt);
        return new IssuedLink(LinkText.Sign(link, key), expiresAt);
    }
}
