using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>
/// Compares the members of a JSON text with those of a type, and names all that are unknown, there twice or missing: the
/// serializer would stop at the first. Values are the serializer's affair.
/// </summary>
internal static class JsonShape
{
    // An answer must not become longer than what it refuses.
    private const int MaxErrors = 20;

    /// <summary>The members at fault, the first 20; none when the shape is right.</summary>
    public static IReadOnlyList<InputError> Check(JsonElement json, JsonTypeInfo type)
    {
        List<InputError> errors = [];
        try
        {
            Check(json, type, "", errors);
        }
        catch (InvalidOperationException)
        {
            // The only thing that these reads complain about: an escape sequence that is no character.
            errors.Add(new InputError("body", "json", "The body has text that is not Unicode."));
        }

        return errors.Count > MaxErrors ? errors[..MaxErrors] : errors;
    }

    private static void Check(JsonElement json, JsonTypeInfo type, string path, List<InputError> errors)
    {
        if (json.ValueKind == JsonValueKind.Object && type.Kind == JsonTypeInfoKind.Object)
        {
            CheckMembers(json, type, path, errors);
        }
        else if (json.ValueKind == JsonValueKind.Array && type.Kind == JsonTypeInfoKind.Enumerable)
        {
            var index = 0;
            var element = type.Options.GetTypeInfo(type.ElementType!);
            foreach (var item in json.EnumerateArray())
            {
                var at = $"{path}[{index++}]";
                if (item.ValueKind == JsonValueKind.Null)
                {
                    errors.Add(new InputError(at, "required", "An item must not be null."));
                }

                Check(item, element, at, errors);
            }
        }
    }

    private static void CheckMembers(JsonElement json, JsonTypeInfo type, string path, List<InputError> errors)
    {
        var known = type.Properties.Where(CanBeRead).ToDictionary(property => property.Name, StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            var at = PathOf(path, member.Name);
            if (!known.TryGetValue(member.Name, out var property))
            {
                errors.Add(new InputError(at, "unknown", "This member does not exist."));
            }
            else if (!seen.Add(member.Name))
            {
                errors.Add(new InputError(at, "single", "Give this member once."));
            }
            else if (member.Value.ValueKind == JsonValueKind.Null && property.IsRequired)
            {
                errors.Add(new InputError(at, "required", "This member must not be null."));
            }
            else
            {
                Check(member.Value, type.Options.GetTypeInfo(property.PropertyType), at, errors);
            }
        }

        errors.AddRange(
            from property in known.Values
            where property.IsRequired && !seen.Contains(property.Name)
            select new InputError(PathOf(path, property.Name), "required", "This member must be there."));
    }

    private static bool CanBeRead(JsonPropertyInfo property) => property.Set is not null || property.AssociatedParameter is not null;

    private static string PathOf(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";
}
