namespace RunFunctions.Core.Access.Domain;

/// <summary>A bearer token as it is kept: everything but its secret.</summary>
public sealed record AccessToken
{
    public required OrganizationId Organization { get; init; }

    /// <summary>20 lowercase hex digits; not a secret.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it, for example the system that uses it.</summary>
    public required string Name { get; init; }

    /// <summary>Whoever presents the token acts as this user.</summary>
    public required UserId User { get; init; }

    public required IReadOnlyCollection<Role> Roles { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required UserId CreatedBy { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was last presented, to within a minute or so.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public required SecretHash Hash { get; init; }

    public TokenStatus StatusAt(DateTimeOffset now) =>
        RevokedAt is not null ? TokenStatus.Revoked : ExpiresAt <= now ? TokenStatus.Expired : TokenStatus.Active;
}

/// <summary>A secret's keyed, salted hash.</summary>
/// <param name="KeyId">Key of purpose <see cref="KeyPurpose.Token"/>.</param>
/// <param name="Salt">16 random bytes, the token's own.</param>
/// <param name="Value">HMAC-SHA256 over salt and secret.</param>
public sealed record SecretHash(string KeyId, ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Value);
