using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Api.Access;

/// <summary>A token as admins see it: everything but its secret and its hash.</summary>
public sealed record TokenView(
    string TokenId,
    string Organization,
    string Name,
    string Subject,
    IReadOnlyList<string> Roles,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt,
    string Status)
{
    public static TokenView Of(AccessToken token, DateTimeOffset now) => new(
        token.Id,
        token.Organization.Value,
        token.Name,
        token.User.Value,
        token.Roles.ToNames(),
        token.CreatedAt,
        token.CreatedBy.Value,
        token.ExpiresAt,
        token.LastUsedAt,
        token.RevokedAt,
        token.StatusAt(now).ToString().ToLowerInvariant());
}

/// <summary>A token that was just issued, with its secret: shown this once.</summary>
public sealed record IssuedTokenView(
    string Token,
    string TokenId,
    string Organization,
    string Name,
    string Subject,
    IReadOnlyList<string> Roles,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset ExpiresAt)
{
    public static IssuedTokenView Of(IssuedToken issued) => new(
        issued.Text.ToString(),
        issued.Token.Id,
        issued.Token.Organization.Value,
        issued.Token.Name,
        issued.Token.User.Value,
        issued.Token.Roles.ToNames(),
        issued.Token.CreatedAt,
        issued.Token.CreatedBy.Value,
        issued.Token.ExpiresAt);
}
