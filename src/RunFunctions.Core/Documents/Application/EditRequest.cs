using System.Text.Json;
using RunFunctions.Core.Documents.Domain.Editing;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Schema;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Application;

/// <summary>What a reviewer sends to change an interpretation, unchecked.</summary>
public sealed record EditRequest
{
    /// <summary>Most changes of a request.</summary>
    public const int MaxChanges = 200;

    /// <summary>The version that the reviewer saw.</summary>
    public int? BaseVersionNumber { get; init; }

    /// <summary>At least one, at most <see cref="MaxChanges"/>; applied in order.</summary>
    public IReadOnlyList<ChangeRequest>? Changes { get; init; }

    /// <summary>Checks the shape of all changes; whether they fit the interpretation is seen when they are applied.</summary>
    public Result<IReadOnlyList<FieldChange>> Read()
    {
        List<InputError> errors = [.. BaseVersion.Check(BaseVersionNumber)];
        if (Changes is null)
        {
            errors.Add(new InputError("changes", "required", "This member must be there."));
        }
        else if (Changes.Count is 0 or > MaxChanges)
        {
            errors.Add(new InputError("changes", "length", $"Expected 1 to {MaxChanges} changes."));
        }

        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        List<FieldChange> changes = [];
        foreach (var (index, change) in Changes!.Index())
        {
            if (!change.Read($"changes[{index}]").TryGet(out var read, out var refusal))
            {
                return refusal;
            }

            changes.Add(read);
        }

        return changes;
    }
}

/// <summary>One change, unchecked.</summary>
public sealed record ChangeRequest
{
    private static readonly Dictionary<string, FieldChangeType> Types = new(StringComparer.Ordinal)
    {
        ["ADD"] = FieldChangeType.Add,
        ["UPDATE"] = FieldChangeType.Update,
        ["DELETE"] = FieldChangeType.Delete,
    };

    private static readonly Dictionary<string, SchemaValueType> ValueTypes = new(StringComparer.Ordinal)
    {
        ["string"] = SchemaValueType.Text,
        ["number"] = SchemaValueType.Number,
        ["boolean"] = SchemaValueType.Boolean,
        ["date"] = SchemaValueType.Date,
        ["unknown"] = SchemaValueType.Unknown,
    };

    /// <summary><c>ADD</c>, <c>UPDATE</c> or <c>DELETE</c>.</summary>
    public string? Op { get; init; }

    public string? FieldId { get; init; }

    public string? Key { get; init; }

    /// <summary>A text, a number, a truth value or null; left out it is undefined.</summary>
    public JsonElement Value { get; init; }

    /// <summary><c>string</c>, <c>number</c>, <c>boolean</c>, <c>date</c> or <c>unknown</c>.</summary>
    public string? ValueType { get; init; }

    public string? VisitId { get; init; }

    internal Result<FieldChange> Read(string at)
    {
        if (Op is null || !Types.TryGetValue(Op, out var type))
        {
            return Refusal.Invalid($"{at}.op", "enum", $"Expected one of: {string.Join(", ", Types.Keys)}.");
        }

        SchemaValueType? valueType = null;
        if (ValueType is not null)
        {
            if (!ValueTypes.TryGetValue(ValueType, out var known))
            {
                return Refusal.Invalid($"{at}.value_type", "enum", $"Expected one of: {string.Join(", ", ValueTypes.Keys)}.");
            }

            valueType = known;
        }

        return ReadValue(at).TryGet(out var value, out var refusal)
            ? new FieldChange(type, FieldId, Key, Value.ValueKind == JsonValueKind.Undefined ? null : value, valueType, VisitId)
            : refusal;
    }

    private Result<FieldValue> ReadValue(string at) => Value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => FieldValue.Nothing,
        JsonValueKind.String => FieldValue.Of(Value.GetString()!),
        JsonValueKind.True => FieldValue.Of(true),
        JsonValueKind.False => FieldValue.Of(false),
        JsonValueKind.Number when Value.TryGetDecimal(out var number) => FieldValue.Of(number),
        _ => Refusal.Invalid($"{at}.value", "type", "Expected a text, a number, a truth value or null."),
    };
}

/// <summary>What a reviewer sends to restore a version, unchecked.</summary>
public sealed record RestoreRequest
{
    /// <summary>The version that the reviewer saw.</summary>
    public int? BaseVersionNumber { get; init; }
}

internal static class BaseVersion
{
    public static IEnumerable<InputError> Check(int? number)
    {
        if (number is null)
        {
            yield return new InputError("base_version_number", "required", "This member must be there.");
        }
        else if (number < 1)
        {
            yield return new InputError("base_version_number", "range", "Expected a whole number from 1.");
        }
    }
}
