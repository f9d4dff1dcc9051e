using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain.Webhooks;

/// <summary>A subscription: where an organization wants to be told what happens to its runs.</summary>
public sealed record Webhook
{
    /// <summary>Most webhooks of an organization.</summary>
    public const int MaxPerOrganization = 20;

    public required OrganizationId Organization { get; init; }

    public required WebhookId Id { get; init; }

    /// <summary>Where deliveries are posted.</summary>
    public required string Url { get; init; }

    /// <summary>Members of <see cref="WebhookEvents.Types"/>; none means all.</summary>
    public required IReadOnlyList<string> EventTypes { get; init; }

    /// <summary>Kinds of runs; none means all.</summary>
    public required IReadOnlyList<RunKind> Kinds { get; init; }

    /// <summary>While false nothing is queued for it, and what waits is not sent.</summary>
    public required bool IsActive { get; init; }

    public required WebhookSecret Secret { get; init; }

    /// <summary>Secrets before the last rotations, newest first; deliveries carry their signatures, too, until each is over.</summary>
    public IReadOnlyList<RetiredSecret> RetiredSecrets { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required UserId CreatedBy { get; init; }

    /// <summary>When it was removed; it is kept until its deliveries are cleared away.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>The secrets that sign a delivery now, the newest first.</summary>
    public IEnumerable<WebhookSecret> SecretsAt(DateTimeOffset now) =>
        [Secret, .. RetiredSecrets.Where(retired => now < retired.Until).Select(retired => retired.Secret)];

    /// <summary>
    /// With a new secret. Every one before stays valid for its own time, not only the last: whoever lost the answer of a rotation and
    /// repeats it must not cut short the secret that receivers really use.
    /// </summary>
    /// <param name="keyId">The key that the new secret is made of.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="overlap">How long the present secret stays valid.</param>
    public Webhook Rotate(string keyId, DateTimeOffset now, TimeSpan overlap) => this with
    {
        Secret = new WebhookSecret(keyId, Secret.Version + 1),
        RetiredSecrets = [new RetiredSecret(Secret, now + overlap), .. RetiredSecrets.Where(retired => now < retired.Until)],
    };

    /// <summary>Whether an event is queued for it.</summary>
    public bool Wants(RunEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return IsActive
            && RemovedAt is null
            && happened.Sequence is not null
            && WebhookEvents.Types.Contains(happened.Type)
            && (EventTypes.Count == 0 || EventTypes.Contains(happened.Type))
            && (Kinds.Count == 0 || Kinds.Contains(happened.Subject.Kind));
    }
}

/// <summary>Names a secret, which is derived and stored nowhere.</summary>
/// <param name="KeyId">The organization's key of purpose <see cref="KeyPurpose.Webhook"/>.</param>
/// <param name="Version">1-based; one more with every rotation.</param>
public sealed record WebhookSecret(string KeyId, int Version);

/// <summary>A secret that receivers may still check by.</summary>
/// <param name="Secret">Which.</param>
/// <param name="Until">UTC; from then on nothing is signed with it.</param>
public sealed record RetiredSecret(WebhookSecret Secret, DateTimeOffset Until);
