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

    /// <summary>The secret before the last rotation; deliveries carry its signature too until <see cref="PreviousSecretUntil"/>.</summary>
    public WebhookSecret? PreviousSecret { get; init; }

    /// <summary>UTC; set with <see cref="PreviousSecret"/>.</summary>
    public DateTimeOffset? PreviousSecretUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required UserId CreatedBy { get; init; }

    /// <summary>When it was removed; it is kept until its deliveries are cleared away.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

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
