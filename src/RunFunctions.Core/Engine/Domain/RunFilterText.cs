using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>A <see cref="RunFilter"/> as callers spell it: named texts, each of which may be left out.</summary>
public static class RunFilterText
{
    public const string Kind = "kind";
    public const string State = "state";
    public const string Subject = "subject";
    public const string Tag = "tag";
    public const string CreatedFrom = "created_from";
    public const string CreatedTo = "created_to";
    public const string HasFailure = "has_failure";
    public const string Superseded = "superseded";
    public const string Fingerprint = "fingerprint";

    private const int MaxSubjectLength = 100;

    /// <summary>Reads a filter. The refusal names every text that is no value a run can have.</summary>
    /// <param name="text">The text under a name; null when it is left out.</param>
    /// <param name="kinds">The kinds of run that there are.</param>
    public static Result<RunFilter> Read(Func<string, string?> text, IReadOnlyCollection<RunKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(text);
        var input = new Input(text);
        var filter = new RunFilter
        {
            Kind = input.Kind(kinds),
            States = input.States(),
            Subject = input.Subject(),
            Tag = input.Tag(),
            CreatedFrom = input.Time(CreatedFrom),
            CreatedTo = input.Time(CreatedTo),
            HasFailure = input.Boolean(HasFailure),
            Superseded = input.Boolean(Superseded),
            Fingerprint = input.Fingerprint(),
        };
        if (filter.CreatedTo <= filter.CreatedFrom)
        {
            input.Errors.Add(new InputError(CreatedTo, "range", "Expected a moment after created_from."));
        }

        return input.Errors.Count > 0 ? Refusal.Invalid(input.Errors) : filter;
    }

    /// <summary>The texts of a filter that <see cref="Read"/> reads as the same filter, by name; those that leave nothing out are not there.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(RunFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        List<KeyValuePair<string, string>> texts = [];
        Add(Kind, filter.Kind?.Value);
        Add(State, filter.States.Count == 0 ? null : string.Join(',', filter.States.Select(RunStateNames.Of)));
        Add(Subject, filter.Subject);
        Add(Tag, filter.Tag);
        Add(CreatedFrom, filter.CreatedFrom is { } from ? FilterTime.Write(from) : null);
        Add(CreatedTo, filter.CreatedTo is { } to ? FilterTime.Write(to) : null);
        Add(HasFailure, Text(filter.HasFailure));
        Add(Superseded, Text(filter.Superseded));
        Add(Fingerprint, filter.Fingerprint);
        return texts;

        void Add(string name, string? text)
        {
            if (text is not null)
            {
                texts.Add(new(name, text));
            }
        }
    }

    /// <summary>A filter in one line, the same for equal filters: <c>name=value</c>, joined by <c>&amp;</c>.</summary>
    public static string Line(RunFilter filter) => string.Join('&', Of(filter).Select(text => $"{text.Key}={text.Value}"));

    private static string? Text(bool? value) => value switch { null => null, true => "true", false => "false" };

    private sealed class Input(Func<string, string?> text)
    {
        public List<InputError> Errors { get; } = [];

        public RunKind? Kind(IReadOnlyCollection<RunKind> kinds)
        {
            if (text(RunFilterText.Kind) is not { } name)
            {
                return null;
            }

            if (kinds.Where(kind => kind.Value == name).ToList() is [var known])
            {
                return known;
            }

            Errors.Add(new InputError(RunFilterText.Kind, "enum", $"Expected one of: {string.Join(", ", kinds.Select(kind => kind.Value).Order(StringComparer.Ordinal))}."));
            return null;
        }

        public IReadOnlyList<RunState> States()
        {
            List<RunState> states = [];
            foreach (var name in text(State)?.Split(',') ?? [])
            {
                if (!RunStateNames.TryParse(name, out var state))
                {
                    Errors.Add(new InputError(State, "enum", $"Expected one or more, separated by commas, of: {string.Join(", ", RunStateNames.All)}."));
                    return [];
                }

                states.Add(state);
            }

            return [.. states.Distinct().Order()];
        }

        public string? Subject() => text(RunFilterText.Subject) is not { } id ? null
            : id.Length is >= 1 and <= MaxSubjectLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? id
            : Refuse<string>(new InputError(RunFilterText.Subject, "subject", $"Expected 1 to {MaxSubjectLength} letters, digits and hyphens."));

        public string? Tag() => text(RunFilterText.Tag) is not { } tag || RunTag.IsMatch(tag) ? text(RunFilterText.Tag)
            : Refuse<string>(new InputError(RunFilterText.Tag, "tag", RunTag.Expected));

        public string? Fingerprint() => text(RunFilterText.Fingerprint) is not { } name || FailureFingerprint.IsMatch(name) ? text(RunFilterText.Fingerprint)
            : Refuse<string>(new InputError(RunFilterText.Fingerprint, "fingerprint", "Expected 16 lowercase hex digits."));

        public bool? Boolean(string name) => text(name) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            _ => Refuse<bool?>(new InputError(name, "boolean", "Expected true or false.")),
        };

        public DateTimeOffset? Time(string name)
        {
            if (text(name) is not { } at)
            {
                return null;
            }

            return FilterTime.Find(at) ?? Refuse<DateTimeOffset?>(FilterTime.Error(name));
        }

        private T? Refuse<T>(InputError error)
        {
            Errors.Add(error);
            return default;
        }
    }
}
