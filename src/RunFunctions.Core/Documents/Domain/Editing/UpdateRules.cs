using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Normalisation;
using RunFunctions.Core.Documents.Domain.Schema;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>What an update must say, and when it changes nothing.</summary>
internal static class UpdateRules
{
    /// <summary>The new value as it is stored. One that is there already is not checked: machines may have written what people may not.</summary>
    public static Result<FieldValue> Read(FieldChange change, string key, FieldValue current, SchemaValueType currentType, string at)
    {
        if (change.ValueType is not { } type)
        {
            return Refusal.Invalid($"{at}.value_type", "required", "An update needs the type of the value.");
        }

        if (change.Value is not { } value)
        {
            return Refusal.Invalid($"{at}.value", "required", "An update needs a value; null takes it away.");
        }

        return IsSame(current, currentType, value, type) ? current
            : CheckType(key, type, at) is { } refusal ? refusal
            : ValueRules.Read(key, type, value, $"{at}.value");
    }

    /// <summary>Keys of the contract and of the panel have their types, others may have any.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static Refusal? CheckType(string key, SchemaValueType type, string at) =>
        GlobalSchema.FindInRecord(key) is { } schema && schema.ValueType != type
            ? Refusal.Invalid($"{at}.value_type", "enum", $"Expected {(schema.ValueType == SchemaValueType.Date ? "date" : "string")}: so the contract says of this key.")
            : null;

    /// <summary>Whether two values are the same once white space is collapsed; blank text is no value.</summary>
    public static bool IsSame(FieldValue one, SchemaValueType oneType, FieldValue other, SchemaValueType otherType) =>
        oneType == otherType && Plain(one) == Plain(other);

    private static FieldValue Plain(FieldValue value) => value.Text is not { } text ? value
        : Spacing.Collapse(text) is { Length: > 0 } collapsed ? FieldValue.Of(collapsed)
        : FieldValue.Nothing;
}
