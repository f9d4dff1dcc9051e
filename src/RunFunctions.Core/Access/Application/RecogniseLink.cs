using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.Core.Access.Application;

/// <summary>
/// Tells whose a link is. The credential it was asked for with is looked at again, so a link dies with it; a link that was
/// forged, changed, has expired or opens something else is none. One storage call the first time in a while, none after.
/// </summary>
public sealed class RecogniseLink(IKeyRing keys, RecogniseToken recogniseToken, RecogniseLogin recogniseLogin, TimeProvider clock)
{
    /// <param name="text">The link as it was presented.</param>
    /// <param name="function">Name of the function that is called with it.</param>
    /// <param name="address">Path and query of the call, without the link.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Identity> HandleAsync(string text, string function, string address, CancellationToken cancellationToken)
    {
        if (LinkText.Parse(text) is not { Link: var link } signed
            || link.Function != function
            || link.Address != address
            || await keys.FindAsync(link.Organization, KeyPurpose.Link, signed.KeyId, cancellationToken) is not { } key
            || !signed.IsSignedWith(key)
            || link.ExpiresAt <= clock.GetUtcNow())
        {
            return Identity.Invalid;
        }

        var identity = link.Credential.Kind switch
        {
            CredentialKind.Token => await recogniseToken.AgainAsync(link.Organization, link.Credential.Id, cancellationToken),
            _ => await recogniseLogin.HandleAsync(link.User, link.Organization.Value, cancellationToken),
        };
        return identity.Caller is { } caller && caller.User != link.User ? Identity.Invalid : identity;
    }
}
