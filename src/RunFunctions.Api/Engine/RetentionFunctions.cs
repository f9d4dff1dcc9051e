using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Ports;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;

namespace RunFunctions.Api.Engine;

/// <summary>Retention rules: every night for every organization, and at once for an admin's own.</summary>
public sealed partial class RetentionFunctions(
    ApplyRetention applyRetention, RetentionSettings settings, IOrganizationStore organizations, ILogger<RetentionFunctions> logger)
{
    // A night's work for one rule of one organization; what is left waits for the next night.
    private const int RoundsOfANight = 10;

    [Function("ApplyRetention")]
    public async Task ApplyAll(
        [TimerTrigger("0 30 3 * * *", UseMonitor = false)] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        if (settings.Rules.Count == 0)
        {
            return;
        }

        await foreach (var organization in organizations.ListAllAsync(cancellationToken))
        {
            foreach (var rule in settings.Rules)
            {
                RetentionRound round;
                var rounds = 0;
                do
                {
                    round = await applyRetention.HandleAsync(
                        organization, rule, new RunActor(RunActorKind.Retention, rule.ToString()), new DurableRunScheduler(durable), cancellationToken);
                    Report(logger, rule.ToString(), round.Removed.Count, round.Kept.Count, timer.IsPastDue);
                }
                while (!round.IsComplete && ++rounds < RoundsOfANight);
            }
        }
    }

    [Function("ApplyRetentionNow")]
    public async Task<IResult> ApplyNow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/runs/retention")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, ApiJson.Wire.RetentionRequest, cancellationToken);
        if (!body.TryGet(out var wanted, out var refusal))
        {
            return new ProblemResult(refusal);
        }

        var origin = request.HttpContext.Origin();
        var scheduler = new DurableRunScheduler(durable);
        List<RetentionRoundView> rounds = [];
        foreach (var rule in settings.Rules)
        {
            var by = RunActor.Of(origin.User);
            var round = wanted.DryRun
                ? await applyRetention.InspectAsync(origin.Organization, rule, by, scheduler, cancellationToken)
                : await applyRetention.HandleAsync(origin.Organization, rule, by, scheduler, cancellationToken);
            rounds.Add(RetentionRoundView.Of(rule, round));
        }

        return ApiResults.Json(new RetentionView(wanted.DryRun, rounds), ApiJson.Wire.RetentionView);
    }

    [LoggerMessage(LogLevel.Information, "Retention {rule}: {removed} runs removed, {kept} kept; late: {late}.")]
    private static partial void Report(ILogger logger, string rule, int removed, int kept, bool late);
}

/// <summary>Whether to delete. It must be said: what is not said is not done.</summary>
public sealed record RetentionRequest
{
    /// <summary>Say what would be done and do nothing.</summary>
    public required bool DryRun { get; init; }
}

/// <param name="DryRun">Whether nothing was done.</param>
/// <param name="Rounds">One for each rule.</param>
public sealed record RetentionView(bool DryRun, IReadOnlyList<RetentionRoundView> Rounds);

/// <param name="Policy">The rule.</param>
/// <param name="DeletionId">The certified deletion; null when nothing was removed.</param>
/// <param name="Removed">Runs that went, or would go.</param>
/// <param name="Kept">Runs that are old enough and stay, with the reason.</param>
/// <param name="Complete">False when another round goes on where this one stopped.</param>
public sealed record RetentionRoundView(string Policy, string? DeletionId, IReadOnlyList<string> Removed, IReadOnlyList<KeptRun> Kept, bool Complete)
{
    public static RetentionRoundView Of(RetentionRule rule, RetentionRound round) =>
        new(rule.ToString(), round.Id?.Value, [.. round.Removed.Select(run => run.Value)], round.Kept, round.IsComplete);
}
