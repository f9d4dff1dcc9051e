using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>What a presented credential turned out to be: a caller, or a refusal.</summary>
public sealed record Identity
{
    /// <summary>No credential came with the request.</summary>
    public const string CredentialsMissingReason = "CREDENTIALS_MISSING";

    /// <summary>The credential is malformed, unknown, or its secret is wrong.</summary>
    public const string CredentialsInvalidReason = "CREDENTIALS_INVALID";

    /// <summary>The token has expired.</summary>
    public const string TokenExpiredReason = "TOKEN_EXPIRED";

    /// <summary>The token was revoked.</summary>
    public const string TokenRevokedReason = "TOKEN_REVOKED";

    private Identity()
    {
    }

    /// <summary>Set when the identity is established.</summary>
    public Caller? Caller { get; private init; }

    /// <summary>Set when it is not.</summary>
    public Refusal? Refusal { get; private init; }

    /// <summary>The kept token whose use was refused; the refusal belongs into its organization's audit.</summary>
    public AccessToken? RefusedToken { get; private init; }

    /// <summary>A link came with the request that is good for nothing, or somebody else's: what it names is unknown to the caller.</summary>
    public bool HasForeignLink { get; private init; }

    /// <summary>No credential was presented.</summary>
    public static Identity Missing { get; } =
        Refused(CredentialsMissingReason, "Send a token in header Authorization: Bearer.");

    /// <summary>A credential was presented that is none.</summary>
    public static Identity Invalid { get; } = Refused(CredentialsInvalidReason, "The credentials are not valid.");

    public static Identity Of(Caller caller) => new() { Caller = caller };

    /// <summary>A token that exists and is not accepted.</summary>
    public static Identity OfRefused(AccessToken token, string reason, string message) =>
        Refused(reason, message) with { RefusedToken = token };

    /// <summary>What comes of it when a link was presented too: alone it stands for its caller, beside a credential it must be the same one's.</summary>
    /// <param name="link">What the link turned out to be.</param>
    public Identity With(Identity link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return this == Missing ? link : this with { HasForeignLink = Caller is { } caller && !IsSame(caller, link.Caller) };
    }

    private static bool IsSame(Caller caller, Caller? other) => caller.Organization == other?.Organization && caller.User == other.User;

    private static Identity Refused(string reason, string message) => new() { Refusal = new Refusal(ErrorCode.Unauthorized, message, reason) };
}
