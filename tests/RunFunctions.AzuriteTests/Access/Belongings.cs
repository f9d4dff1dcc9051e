using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>
/// What belongs to which organization. Every name and text of an organization holds its id, which begins with
/// <see cref="Mark"/> and has a fixed length; ids that the app makes up are learnt from the answers that announce them.
/// </summary>
internal sealed partial class Belongings
{
    /// <summary>Stands in no text that the app has of its own.</summary>
    public const string Mark = "zqiso";

    private readonly ConcurrentDictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Organization, string Id), byte> _asked = new();

    /// <summary>The id of an organization.</summary>
    public static string OrganizationId(int number) => $"{Mark}{number:00}";

    /// <summary>Every made-up id of a text belongs to an organization from now on.</summary>
    public void Learn(string organization, string text)
    {
        foreach (var id in MadeUpIds(text))
        {
            _owners.TryAdd(id, organization);
        }
    }

    /// <summary>Whatever in a text belongs to an organization other than this one.</summary>
    /// <param name="organization">Null: whatever belongs to anybody.</param>
    /// <param name="text">The text.</param>
    public IEnumerable<string> Foreign(string? organization, string text)
    {
        for (var at = text.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Mark, at + 1, StringComparison.Ordinal))
        {
            if (organization is null || string.CompareOrdinal(text, at, organization, 0, organization.Length) != 0)
            {
                yield return text.Substring(at, Math.Min(40, text.Length - at));
            }
        }

        foreach (var id in MadeUpIds(text).Where(id => _owners.TryGetValue(id, out var owner) && owner != organization))
        {
            yield return id;
        }
    }

    /// <summary>Somebody of an organization asked for an object by this id: that they did is the organization's own.</summary>
    public void Asked(string organization, string id) => _asked.TryAdd((organization, id), 0);

    /// <summary>A text of the audit without the objects that the organization itself asked for.</summary>
    /// <param name="organization">Whose audit.</param>
    /// <param name="text">A text.</param>
    public string WithoutAsked(string organization, string text) =>
        ObjectId().Replace(text, member => _asked.ContainsKey((organization, member.Groups["id"].Value)) ? "" : member.Value);

    private static IEnumerable<string> MadeUpIds(string text) => Id().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"\b([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{20})\b", RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex("\"object_id\":\"(?<id>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex ObjectId();
}
