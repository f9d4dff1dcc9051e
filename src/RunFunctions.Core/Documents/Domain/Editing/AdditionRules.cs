using RunFunctions.Core.Documents.Domain.Schema;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Domain.Editing;

/// <summary>What an addition must name, and where it may go.</summary>
internal static class AdditionRules
{
    private const int MaxKeyLength = 64;

    /// <returns>What is wrong; null when nothing is.</returns>
    public static Refusal? Check(FieldChange change, string at)
    {
        if (change.Key is not { } key)
        {
            return Refusal.Invalid($"{at}.key", "required", "An addition needs a key.");
        }

        if (key.Length > MaxKeyLength || !FieldKeys.IsKey(key))
        {
            return Refusal.Invalid($"{at}.key", "key", $"Expected at most {MaxKeyLength} lowercase letters and digits, words joined by '_', first a letter.");
        }

        if (change.FieldId is not null)
        {
            return Refusal.Invalid($"{at}.field_id", "unknown", "An addition gets its id when it is made.");
        }

        if (change.Value is null)
        {
            return Refusal.Invalid($"{at}.value", "required", "An addition needs a value.");
        }

        return UpdateRules.CheckType(key, TypeOf(change), at) ?? CheckPlace(key, change.VisitId, at);
    }

    /// <summary>The given type, else the contract's, else text.</summary>
    public static SchemaValueType TypeOf(FieldChange change) =>
        change.ValueType ?? GlobalSchema.FindInRecord(change.Key!)?.ValueType ?? SchemaValueType.Text;

    private static Refusal? CheckPlace(string key, string? visitId, string at)
    {
        if (VisitKeys.Metadata.Contains(key))
        {
            // A visit comes into being with its date.
            return visitId is not null ? Refusal.Invalid($"{at}.op", "enum", "Expected UPDATE: a visit has each property once.")
                : key == FieldKeys.VisitDate ? null
                : Refusal.Invalid($"{at}.visit_id", "required", "Properties belong to a visit: name it, and use UPDATE.");
        }

        var isOfVisits = GlobalSchema.Find(key)?.Scope == FieldScope.Visit;
        return isOfVisits && visitId is null ? Refusal.Invalid($"{at}.visit_id", "required", "This key belongs to a visit: name it, or unassigned.")
            : visitId is not null && !isOfVisits && key != FieldKeys.Weight ? Refusal.Invalid($"{at}.visit_id", "scope", "This key does not belong to visits.")
            : null;
    }
}
