using System.Text.Json.Serialization;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application;

/// <summary>What changes of what is attached to a run, unchecked: members that were set.</summary>
public sealed record RunChanges
{
    /// <summary>All tags that the run is to have, at most 20.</summary>
    public IReadOnlyList<string>? Tags { get; set => field = Given(nameof(Tags), value); }

    /// <summary>At most 2,000 characters; null takes the note away.</summary>
    public string? Note { get; set => field = Given(nameof(Note), value); }

    /// <summary>Whether the run must be kept. For admins.</summary>
    public bool? LegalHold { get; set => field = Given(nameof(LegalHold), value); }

    /// <summary>Names of the members that were set.</summary>
    [JsonIgnore]
    public ISet<string> Named { get; } = new HashSet<string>(StringComparer.Ordinal);

    private T Given<T>(string name, T value)
    {
        Named.Add(name);
        return value;
    }
}

/// <summary>Changes tags, note and legal hold of a run, whatever its state. At most 3 storage calls when nobody else writes to the run.</summary>
public sealed class AnnotateRun(IRunStore store, IRunIndex index, RunWriter writer, TimeProvider clock)
{
    /// <summary>Only admins may change a legal hold.</summary>
    public const string LegalHoldReason = "LEGAL_HOLD";

    /// <param name="caller">Who asks.</param>
    /// <param name="id">The run.</param>
    /// <param name="changes">What changes.</param>
    /// <param name="isExpected">Whether the run is as the caller believes; if not, nothing is changed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<Run>> HandleAsync(Caller caller, RunId id, RunChanges changes, Func<Run, bool> isExpected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(changes);
        if (Check(changes) is { Count: > 0 } errors)
        {
            return Refusal.Invalid(errors);
        }

        if (changes.Named.Contains(nameof(changes.LegalHold)) && !caller.Has(Role.Admin))
        {
            return new Refusal(ErrorCode.Forbidden, "Only admins may change a legal hold.", LegalHoldReason);
        }

        return await ChangeAsync(caller.Organization, id, caller.User, run => isExpected(run) ? Apply(changes, run.Annotations) : null, cancellationToken) switch
        {
            { Run: { } run } => run,
            { Refusal: RunRefusal.NotAsExpected } => new Refusal(ErrorCode.PreconditionFailed, "The run has changed since it was read."),
            _ => Refusal.NotFound("The run"),
        };
    }

    /// <summary>Adds a tag to a run that does not have it.</summary>
    /// <returns>False when the run is gone or has as many tags as it may.</returns>
    public async Task<bool> AddTagAsync(OrganizationId organization, RunId id, UserId user, string tag, CancellationToken cancellationToken) =>
        await ChangeAsync(
            organization,
            id,
            user,
            run => run.Annotations.Tags.Contains(tag) ? run.Annotations
                : run.Annotations.Tags.Count < RunAnnotations.MaxTags ? run.Annotations with { Tags = InOrder([.. run.Annotations.Tags, tag]) }
                : null,
            cancellationToken) is { Run: not null };

    // A change that changes nothing still lists the run as it is: a repeat makes up for a process that died in between.
    private async Task<(Run? Run, RunRefusal? Refusal)> ChangeAsync(
        OrganizationId organization, RunId id, UserId user, Func<Run, RunAnnotations?> change, CancellationToken cancellationToken)
    {
        var outcome = await writer.ChangeAsync(
            organization,
            id,
            run => change(run) is { } annotations ? RunLifecycle.Annotate(run, annotations, RunActor.Of(user), clock.GetUtcNow()) : RunRefusal.NotAsExpected,
            cancellationToken);
        var run = outcome switch
        {
            { Decision: { } decision } => decision.Run,
            { Refusal: RunRefusal.NothingToChange } => (await store.FindAsync(organization, id, cancellationToken))?.Value,
            _ => null,
        };
        if (run is not null)
        {
            await index.ShowAsync(run, cancellationToken);
        }

        return (run, outcome?.Refusal);
    }

    private static RunAnnotations Apply(RunChanges changes, RunAnnotations before) => before with
    {
        Tags = changes.Tags is { } tags ? InOrder(tags) : before.Tags,
        Note = changes.Named.Contains(nameof(changes.Note)) ? changes.Note : before.Note,
        LegalHold = changes.LegalHold ?? before.LegalHold,
    };

    private static IReadOnlyList<string> InOrder(IEnumerable<string> tags) => [.. tags.Order(StringComparer.Ordinal)];

    private static List<InputError> Check(RunChanges changes)
    {
        List<InputError> errors = [];
        if (changes.Named.Contains(nameof(changes.Tags)))
        {
            CheckTags(changes.Tags, errors);
        }

        if (changes.Note?.Length > RunAnnotations.MaxNoteLength)
        {
            errors.Add(new InputError("note", "length", $"Expected at most {RunAnnotations.MaxNoteLength} characters."));
        }

        if (changes.Named.Contains(nameof(changes.LegalHold)) && changes.LegalHold is null)
        {
            errors.Add(new InputError("legal_hold", "required", "This member must not be null."));
        }

        return errors;
    }

    private static void CheckTags(IReadOnlyList<string>? tags, List<InputError> errors)
    {
        if (tags is null)
        {
            errors.Add(new InputError("tags", "required", "This member must not be null."));
            return;
        }

        if (tags.Count > RunAnnotations.MaxTags)
        {
            errors.Add(new InputError("tags", "length", $"Expected at most {RunAnnotations.MaxTags} tags."));
            return;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var i = 0; i < tags.Count; i++)
        {
            if (!RunTag.IsMatch(tags[i]))
            {
                errors.Add(new InputError($"tags[{i}]", "tag", RunTag.Expected));
            }
            else if (!seen.Add(tags[i]))
            {
                errors.Add(new InputError($"tags[{i}]", "unique", "Give each tag once."));
            }
        }
    }
}
