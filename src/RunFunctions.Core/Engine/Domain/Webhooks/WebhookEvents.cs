using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RunFunctions.Core.Engine.Domain.Webhooks;

/// <summary>What webhooks are told: ids, codes, times, state and kind; never text, names or people.</summary>
public static class WebhookEvents
{
    /// <summary>The event of a test, which is about no run.</summary>
    public const string Test = "WEBHOOK_TEST";

    // The state after each event of a run.
    private static readonly Dictionary<string, RunState> States = new(StringComparer.Ordinal)
    {
        [RunEventTypes.RunCreated] = RunState.Queued,
        [RunEventTypes.RunStarted] = RunState.Running,
        [RunEventTypes.RunResumed] = RunState.Running,
        [RunEventTypes.RunCancelRequested] = RunState.Running,
        [RunEventTypes.RunCompleted] = RunState.Completed,
        [RunEventTypes.RunFailed] = RunState.Failed,
        [RunEventTypes.RunRecoveredAsFailed] = RunState.Failed,
        [RunEventTypes.RunQuarantined] = RunState.Failed,
        [RunEventTypes.RunTimedOut] = RunState.TimedOut,
        [RunEventTypes.RunCancelled] = RunState.Cancelled,
    };

    /// <summary>The events that can be subscribed to, in the order of a run's life.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. States.Keys];

    /// <summary>An event of a run on its way to a webhook, due now.</summary>
    public static Delivery DeliveryOf(Webhook webhook, RunEvent happened, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        ArgumentNullException.ThrowIfNull(happened);
        return New(webhook, DeliveryId.New(happened.At, happened.RunId.Value, happened.Sequence!.Value), happened.Type, Body(happened), now) with { Run = happened.RunId };
    }

    /// <summary>A test of a webhook, due now.</summary>
    /// <param name="webhook">Where to.</param>
    /// <param name="random">Tells it from other tests.</param>
    /// <param name="now">UTC.</param>
    public static Delivery TestOf(Webhook webhook, Guid random, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        var body = Json(Test, now, writer => writer.WriteString("organization", webhook.Organization.Value));
        return New(webhook, DeliveryId.New(now, random.ToString("D"), 0), Test, body, now);
    }

    private static Delivery New(Webhook webhook, DeliveryId id, string type, string body, DateTimeOffset now) => new()
    {
        Organization = webhook.Organization,
        Webhook = webhook.Id,
        Id = id,
        EventType = type,
        Body = body,
        CreatedAt = now,
        NextAt = now,
    };

    private static string Body(RunEvent happened) => Json(happened.Type, happened.At, writer =>
    {
        writer.WriteString("organization", happened.Organization.Value);
        writer.WriteString("run_id", happened.RunId.Value);
        writer.WriteString("kind", happened.Subject.Kind.Value);
        writer.WriteString("subject_id", happened.Subject.Id);
        writer.WriteString("state", JsonSerializer.SerializeToElement(States[happened.Type]).GetString());
        writer.WriteNumber("sequence", happened.Sequence!.Value);
        writer.WriteString("actor", happened.Actor!.Value.Kind.ToString().ToLowerInvariant());
        writer.WriteString("error_code", happened.ErrorCode);
    });

    private static string Json(string type, DateTimeOffset at, Action<Utf8JsonWriter> data)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            writer.WriteStartObject("data");
            data(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
