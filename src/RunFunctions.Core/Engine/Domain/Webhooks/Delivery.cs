using System.Text.Json.Serialization;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.Core.Engine.Domain.Webhooks;

/// <summary>States of a delivery.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryState>))]
public enum DeliveryState
{
    /// <summary>An attempt is due at some time, or under way.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>The destination answered with a status of success.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered,

    /// <summary>Every attempt failed; it can be replayed.</summary>
    [JsonStringEnumMemberName("dead")]
    Dead,
}

/// <summary>One event on its way to one webhook. Immutable; the methods make the next one. Times are UTC.</summary>
public sealed record Delivery
{
    public required OrganizationId Organization { get; init; }

    public required WebhookId Webhook { get; init; }

    /// <summary>The same in every attempt, also in a replay: receivers recognise repeats by it.</summary>
    public required DeliveryId Id { get; init; }

    public required string EventType { get; init; }

    /// <summary>Null for a test.</summary>
    public RunId? Run { get; init; }

    /// <summary>The JSON to send, the same in every attempt.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DeliveryState State { get; init; } = DeliveryState.Pending;

    /// <summary>Attempts begun since it was queued or replayed.</summary>
    public int Attempts { get; init; }

    /// <summary>When the next attempt is due; set while pending. While one is under way: when its sender is taken for dead.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>HTTP status of the last answer; null when there was none.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Why the last attempt failed, a member of <see cref="DeliveryErrors"/>; null when it did not.</summary>
    public string? LastError { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Begins an attempt: nobody else makes one before <paramref name="claim"/> is over.</summary>
    public Delivery Claim(DateTimeOffset now, TimeSpan claim) =>
        this with { Attempts = Attempts + 1, LastAttemptAt = now, NextAt = now + claim };

    /// <summary>Ends an attempt, and says when the next one is due: after the delay of this one's number, if there is one.</summary>
    public Delivery End(DeliveryAnswer answer, IReadOnlyList<TimeSpan> delays, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(delays);
        var ended = this with { LastStatus = answer.Status, LastError = answer.Error };
        return answer.Error is null ? ended with { State = DeliveryState.Delivered, NextAt = null, DeliveredAt = now }
            : Attempts > delays.Count ? ended with { State = DeliveryState.Dead, NextAt = null }
            : ended with { NextAt = now + delays[Attempts - 1] };
    }

    /// <summary>Gives up one whose last attempt's sender died.</summary>
    public Delivery GiveUp() => this with { State = DeliveryState.Dead, NextAt = null };

    /// <summary>Begins again, whatever became of it: due now, with all its attempts.</summary>
    public Delivery Replay(DateTimeOffset now) => this with { State = DeliveryState.Pending, Attempts = 0, NextAt = now, DeliveredAt = null };
}

/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Error">Null for success, otherwise a member of <see cref="DeliveryErrors"/>.</param>
public sealed record DeliveryAnswer(int? Status, string? Error);

/// <summary>Why attempts fail.</summary>
public static class DeliveryErrors
{
    /// <summary>The answer's status is not 200 to 299; redirects are not followed.</summary>
    public const string Status = "STATUS";

    /// <summary>No answer in time.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>The destination's name leads to no address that may be called.</summary>
    public const string AddressNotAllowed = "ADDRESS_NOT_ALLOWED";

    /// <summary>No connection, or it broke.</summary>
    public const string Connection = "CONNECTION";

    /// <summary>The key that the webhook's secret is derived from is gone; rotate the secret.</summary>
    public const string KeyMissing = "KEY_MISSING";

    /// <summary>The process that sent it died.</summary>
    public const string SenderDied = "SENDER_DIED";
}
