using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Domain;

/// <summary>A <see cref="DocumentFilter"/> as callers spell it: named texts, each of which may be left out.</summary>
public static class DocumentFilterText
{
    public const string Status = "status";
    public const string Review = "review_status";
    public const string CreatedFrom = "created_from";
    public const string CreatedTo = "created_to";
    public const string Language = "language";
    public const string Name = "q";

    private const int MaxNameLength = 100;

    // The wire names, from which "enum" refusals are made, too.
    private static readonly Dictionary<string, DocumentStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["UPLOADED"] = DocumentStatus.Uploaded,
        ["PROCESSING"] = DocumentStatus.Processing,
        ["COMPLETED"] = DocumentStatus.Completed,
        ["FAILED"] = DocumentStatus.Failed,
        ["TIMED_OUT"] = DocumentStatus.TimedOut,
        ["CANCELLED"] = DocumentStatus.Cancelled,
    };

    private static readonly Dictionary<string, ReviewStatus> ReviewStatuses = new(StringComparer.Ordinal)
    {
        ["IN_REVIEW"] = ReviewStatus.InReview,
        ["REVIEWED"] = ReviewStatus.Reviewed,
    };

    /// <summary>Reads a filter. The refusal names every text that is no value a document can have.</summary>
    /// <param name="text">The text under a name; null when it is left out.</param>
    public static Result<DocumentFilter> Read(Func<string, string?> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<InputError> errors = [];
        var filter = new DocumentFilter
        {
            Statuses = text(Status) is { } statuses ? [.. statuses.Split(',').Select(name => OneOf(Status, name, Statuses, errors)).OfType<DocumentStatus>().Distinct().Order()] : [],
            ReviewStatus = text(Review) is { } review ? OneOf(Review, review, ReviewStatuses, errors) : null,
            CreatedFrom = Time(CreatedFrom, text, errors),
            CreatedTo = Time(CreatedTo, text, errors),
            Language = ReadLanguage(text(Language), errors),
            NamePart = ReadName(text(Name), errors),
        };
        if (filter.CreatedTo <= filter.CreatedFrom)
        {
            errors.Add(new InputError(CreatedTo, "range", "Expected a moment after created_from."));
        }

        return errors.Count > 0 ? Refusal.Invalid(errors) : filter;
    }

    /// <summary>A filter in one line, the same for equal filters; names and values are kept apart whatever is in them.</summary>
    public static string Line(DocumentFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        List<(string Name, string? Value)> parts =
        [
            (Status, filter.Statuses.Count == 0 ? null : string.Join(',', filter.Statuses)),
            (Review, filter.ReviewStatus?.ToString()),
            (CreatedFrom, filter.CreatedFrom is { } from ? FilterTime.Write(from) : null),
            (CreatedTo, filter.CreatedTo is { } to ? FilterTime.Write(to) : null),
            (Language, filter.Language),
            (Name, filter.NamePart is { } name ? Uri.EscapeDataString(name) : null),
        ];
        return string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={part.Value}"));
    }

    private static T? OneOf<T>(string parameter, string name, Dictionary<string, T> known, List<InputError> errors)
        where T : struct
    {
        if (known.TryGetValue(name, out var value))
        {
            return value;
        }

        if (errors.All(error => error.Path != parameter))
        {
            errors.Add(new InputError(parameter, "enum", $"Expected one of: {string.Join(", ", known.Keys)}."));
        }

        return null;
    }

    private static DateTimeOffset? Time(string parameter, Func<string, string?> text, List<InputError> errors)
    {
        var time = text(parameter) is { } at ? FilterTime.Find(at) : null;
        if (time is null && text(parameter) is not null)
        {
            errors.Add(FilterTime.Error(parameter));
        }

        return time;
    }

    private static string? ReadLanguage(string? code, List<InputError> errors)
    {
        if (code is not null && code != DocumentLanguage.Unknown && !DocumentLanguage.IsCode(code))
        {
            errors.Add(new InputError(Language, "language", $"Expected an ISO 639-1 code, such as es, or {DocumentLanguage.Unknown}."));
        }

        return code;
    }

    private static string? ReadName(string? name, List<InputError> errors)
    {
        var folded = name is { Length: <= MaxNameLength } ? DocumentFilter.Fold(name) : null;
        if (name is not null && folded is not { Length: > 0 })
        {
            errors.Add(new InputError(Name, "length", $"Expected 1 to {MaxNameLength} characters that are no spaces."));
        }

        return folded;
    }
}
