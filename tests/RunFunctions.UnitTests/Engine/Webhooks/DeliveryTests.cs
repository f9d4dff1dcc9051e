using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.UnitTests.Architecture;

namespace RunFunctions.UnitTests.Engine.Webhooks;

/// <summary>The life of a delivery, its id, body and signature.</summary>
public sealed class DeliveryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan[] Delays = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];
    private static readonly DeliveryAnswer Failure = new(500, DeliveryErrors.Status);

    [Fact]
    public void Each_failed_attempt_is_followed_by_a_longer_delay_and_the_last_by_none()
    {
        var now = Noon;
        var delivery = StoredRows.Delivery with { LastStatus = null };
        List<double> waited = [];
        while (delivery.State == DeliveryState.Pending)
        {
            delivery = delivery.Claim(now, TimeSpan.FromSeconds(20)).End(Failure, Delays, now);
            waited.Add(delivery.NextAt is { } next ? (next - now).TotalSeconds : -1);
            now = delivery.NextAt ?? now;
        }

        Assert.Equal([5, 30, -1], waited);
        Assert.Equal((DeliveryState.Dead, 3, 500, DeliveryErrors.Status), (delivery.State, delivery.Attempts, delivery.LastStatus, delivery.LastError));
    }

    [Fact]
    public void Success_ends_it_and_a_replay_begins_it_again_under_the_same_id()
    {
        var delivered = StoredRows.Delivery.Claim(Noon, TimeSpan.FromSeconds(20)).End(new DeliveryAnswer(204, null), Delays, Noon);
        Assert.Equal((DeliveryState.Delivered, null, Noon, 204), (delivered.State, delivered.NextAt, delivered.DeliveredAt, delivered.LastStatus));

        var replayed = delivered.Replay(Noon.AddDays(1));
        Assert.Equal((DeliveryState.Pending, Noon.AddDays(1), 0, delivered.Id), (replayed.State, replayed.NextAt, replayed.Attempts, replayed.Id));
    }

    [Fact]
    public void An_attempt_under_way_is_due_again_when_its_claim_is_over() =>
        Assert.Equal(Noon.AddSeconds(20), StoredRows.Delivery.Claim(Noon, TimeSpan.FromSeconds(20)).NextAt);

    [Fact]
    public void Later_events_have_smaller_ids_and_one_event_has_one_id()
    {
        var first = WebhookEvents.DeliveryOf(StoredRows.Webhook, StoredRows.Event, Noon);
        var again = WebhookEvents.DeliveryOf(StoredRows.Webhook, StoredRows.Event, Noon.AddHours(1));
        var later = WebhookEvents.DeliveryOf(StoredRows.Webhook, StoredRows.Event with { At = Noon.AddSeconds(1), Sequence = 1 }, Noon);
        Assert.Equal(first.Id, again.Id);
        Assert.True(string.CompareOrdinal(later.Id.Value, first.Id.Value) < 0);
        Assert.Equal(first.Id, DeliveryId.Parse(first.Id.Value));
        Assert.DoesNotContain('.', first.Id.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("24e4cf95cbb9ffff-5c1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11")]
    [InlineData("24e4cf95cbb9fffG-5c1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11-000000")]
    [InlineData("24e4cf95cbb9ffff-5C1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11-000000")]
    [InlineData("24e4cf95cbb9ffff-5c1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11|000000")]
    [InlineData("24e4cf95cbb9ffff-5c1e7a52-7d0c-4d0e-9a57-3f1f7f5f0c11-00000a")]
    public void Other_texts_are_no_delivery_ids(string text) => Assert.False(DeliveryId.TryParse(text, out _));

    [Fact]
    public void A_body_has_ids_codes_times_state_and_kind_and_nothing_else()
    {
        using var body = JsonDocument.Parse(WebhookEvents.DeliveryOf(StoredRows.Webhook, StoredRows.Event, Noon).Body);
        Assert.Equal(["type", "timestamp", "data"], body.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["organization", "run_id", "kind", "subject_id", "state", "sequence", "actor", "error_code"],
            body.RootElement.GetProperty("data").EnumerateObject().Select(member => member.Name));
        Assert.Equal("FAILED", body.RootElement.GetProperty("data").GetProperty("state").GetString());
        Assert.Equal("worker", body.RootElement.GetProperty("data").GetProperty("actor").GetString());
    }

    [Fact]
    public void Every_event_of_a_run_can_be_subscribed_to_that_changes_its_state_or_asks_for_it()
    {
        string[] others = [RunEventTypes.RunAnnotated, RunEventTypes.RunSuperseded, RunEventTypes.RunListingFailed];
        Assert.Equal(
            typeof(RunEventTypes).GetFields().Select(field => (string)field.GetValue(null)!).Where(type => type.StartsWith("RUN_", StringComparison.Ordinal)).Except(others).Order(),
            WebhookEvents.Types.Order());
        Assert.Subset(WebhookEvents.Types.ToHashSet(), WebhookEvents.Types.Where(RunEventTypes.EndsRun).ToHashSet());
        Assert.Equal(6, WebhookEvents.Types.Count(RunEventTypes.EndsRun));
    }

    [Fact]
    public void A_receiver_with_the_secret_finds_the_signature_right()
    {
        var key = new SigningKey("0001", Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
        var delivery = StoredRows.Delivery;
        var secret = WebhookSignature.SecretText(key, delivery.Webhook, 1);
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        var signed = $"{delivery.Id}.{Noon.ToUnixTimeSeconds()}.{delivery.Body}";
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed)));

        Assert.Equal(expected, WebhookSignature.Sign(key, delivery.Webhook, 1, delivery.Id, Noon, delivery.Body));
        Assert.NotEqual(expected, WebhookSignature.Sign(key, delivery.Webhook, 2, delivery.Id, Noon, delivery.Body));
        Assert.NotEqual(expected, WebhookSignature.Sign(key, WebhookId.Parse("7f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11"), 1, delivery.Id, Noon, delivery.Body));
    }

    [Fact]
    public void A_webhook_wants_what_it_subscribed_to_while_it_is_active()
    {
        var webhook = StoredRows.Webhook with { RemovedAt = null };
        Assert.True(webhook.Wants(StoredRows.Event));
        Assert.True((webhook with { EventTypes = [], Kinds = [] }).Wants(StoredRows.Event));
        Assert.False((webhook with { IsActive = false }).Wants(StoredRows.Event));
        Assert.False((webhook with { RemovedAt = Noon }).Wants(StoredRows.Event));
        Assert.False(webhook.Wants(StoredRows.Event with { Type = RunEventTypes.RunCreated }));
        Assert.False((webhook with { Kinds = [RunKind.Parse("other")] }).Wants(StoredRows.Event));
        Assert.False((webhook with { EventTypes = [] }).Wants(StoredRows.Event with { Type = RunEventTypes.StepFailed, Sequence = null }));
    }
}
