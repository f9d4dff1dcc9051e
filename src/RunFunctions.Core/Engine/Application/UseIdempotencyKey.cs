using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>What a request with a key has to do.</summary>
/// <param name="Answer">The answer to give again; null when the request is to be executed.</param>
/// <param name="Hold">The right to execute it.</param>
public sealed record KeyDecision(KeptAnswer? Answer, KeyHold? Hold);

/// <summary>The right to execute the request of a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Use">As it is stored.</param>
/// <param name="IsRepeat">Whether an earlier request may have made something under the same id.</param>
public sealed record KeyHold(IdempotencyKey Key, Versioned<KeyUse> Use, bool IsRepeat);

/// <summary>
/// Lets one of any number of equal requests be executed, and gives its answer to the others. Whoever executes may die at any
/// point: the next one goes on under the same id, and finds what was made. Two storage calls for the first, two for a repeat.
/// </summary>
public sealed class UseIdempotencyKey(IIdempotencyKeys keys, IRunStore runs, IIdSource ids, RunSettings settings, TimeProvider clock)
{
    /// <summary>The key belongs to a request with another payload.</summary>
    public const string KeyReusedReason = "IDEMPOTENCY_KEY_REUSED";

    /// <summary>The first request with the key is still being executed.</summary>
    public const string InFlightReason = "IDEMPOTENCY_IN_FLIGHT";

    /// <summary>The run of the key failed, and the caller wants a refusal then.</summary>
    public const string RunFailedReason = "IDEMPOTENCY_RUN_FAILED";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(800);

    /// <summary>Waits for a request in flight, at most 10 s.</summary>
    public async Task<Result<KeyDecision>> BeginAsync(IdempotencyKey key, string payloadHash, FailedRunPolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var giveUp = clock.GetUtcNow() + LongestWait;
        var pause = FirstLook;
        var wasThere = false;
        while (true)
        {
            var fresh = NewUse(payloadHash);
            if (!wasThere && await keys.TryReserveAsync(key, fresh, cancellationToken) is { } reserved)
            {
                return Execute(key, fresh, reserved);
            }

            var stored = await keys.FindAsync(key, cancellationToken);
            wasThere = stored is not null;
            if (stored is null)
            {
                continue;
            }

            if (stored.Value.ReservedAt + settings.IdempotencyRetention <= clock.GetUtcNow())
            {
                await keys.RemoveAsync(key, stored, cancellationToken);
                wasThere = false;
                continue;
            }

            switch (await DecideAsync(key, stored.Value, payloadHash, policy, cancellationToken))
            {
                case KeyVerdict.Replay:
                    return new KeyDecision(stored.Value.Answer, Hold: null);
                case KeyVerdict.RefusePayload:
                    return new Refusal(ErrorCode.UnprocessableContent, "This Idempotency-Key was used for another payload.", KeyReusedReason);
                case KeyVerdict.RefuseFailed:
                    return Refusal.Conflict(RunFailedReason, $"The run of this Idempotency-Key, {stored.Value.Answer!.Run}, failed.");
                case KeyVerdict.Wait when clock.GetUtcNow() >= giveUp:
                    return Refusal.Conflict(InFlightReason, "The first request with this Idempotency-Key is still being executed.");
                case KeyVerdict.Wait:
                    await Task.Delay(pause, clock, cancellationToken);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                    break;
                case var verdict:
                    var next = verdict == KeyVerdict.Create
                        ? stored.Value with { InFlightUntil = fresh.InFlightUntil }
                        : fresh with { ReservedAt = stored.Value.ReservedAt, Answer = stored.Value.Answer, IsRenewed = true };
                    if (await keys.TryChangeAsync(key, next, stored.Version, cancellationToken) is { } taken)
                    {
                        return Execute(key, next, taken, isRepeat: verdict == KeyVerdict.Create);
                    }

                    break;
            }
        }
    }

    /// <summary>Keeps the answer of the request, unless another one has taken over.</summary>
    public Task KeepAsync(KeyHold hold, KeptAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return keys.TryChangeAsync(hold.Key, hold.Use.Value with { Answer = answer, IsRenewed = false }, hold.Use.Version, cancellationToken);
    }

    /// <summary>The request was refused, so nothing was made: the key is as it was before.</summary>
    public Task ForgetAsync(KeyHold hold, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return hold.Use.Value.IsRenewed
            ? keys.TryChangeAsync(hold.Key, hold.Use.Value with { IsRenewed = false }, hold.Use.Version, cancellationToken)
            : keys.RemoveAsync(hold.Key, hold.Use, cancellationToken);
    }

    /// <summary>The request broke off, and nobody knows what it made, or its answer is not to be kept: the next one may find out at once.</summary>
    public Task BreakOffAsync(KeyHold hold, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return keys.TryChangeAsync(hold.Key, hold.Use.Value with { InFlightUntil = clock.GetUtcNow() }, hold.Use.Version, cancellationToken);
    }

    private static KeyDecision Execute(IdempotencyKey key, KeyUse use, string version, bool isRepeat = false) =>
        new(Answer: null, new KeyHold(key, new Versioned<KeyUse>(use, version), isRepeat));

    private KeyUse NewUse(string payloadHash)
    {
        var now = clock.GetUtcNow();
        return new KeyUse(payloadHash, ids.NewId(), now, now + settings.Lease);
    }

    private async Task<KeyVerdict> DecideAsync(IdempotencyKey key, KeyUse stored, string payloadHash, FailedRunPolicy policy, CancellationToken cancellationToken) =>
        IdempotencyRule.Decide(
            await FindPriorAsync(key, stored, policy, cancellationToken),
            policy,
            stored.PayloadHash == payloadHash,
            inFlight: !stored.IsAnswered && stored.InFlightUntil > clock.GetUtcNow());

    private async Task<PriorRun> FindPriorAsync(IdempotencyKey key, KeyUse stored, FailedRunPolicy policy, CancellationToken cancellationToken)
    {
        if (!stored.IsAnswered)
        {
            return PriorRun.None;
        }

        // Where every ending is replayed, nobody needs to know which it was. So is a run that retention has removed, and what is no run.
        return policy != FailedRunPolicy.Replay && stored.Answer!.Run is { } id && await runs.FindAsync(key.Organization, id, cancellationToken) is { Value: var run }
            ? IdempotencyRule.PriorOf(run.State)
            : PriorRun.Completed;
    }
}
