using System.Security.Cryptography;
using System.Text;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>
/// Id of a run: a lowercase UUID whose first 12 hex digits are the <see cref="Shard"/> of its subject, so that a run is
/// found by one point read and shares a partition with its subject (docs/decisions/0003).
/// </summary>
public readonly record struct RunId
{
    /// <summary>Hex digits of a shard.</summary>
    public const int ShardLength = 12;

    private readonly string? _value;

    private RunId(string value) => _value = value;

    /// <summary>The id as lowercase UUID text; also the instance id of the run's orchestration.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A run id was never set.");

    /// <summary>12 hex digits shared with the subject.</summary>
    public string Shard => Value[..8] + Value[9..13];

    /// <summary>The shard of a subject: the first 48 bits of SHA-256 over kind and id, as hex.</summary>
    public static string ShardOf(SubjectKey subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject.ToString())).AsSpan(0, ShardLength / 2));

    /// <summary>Makes a new id beside <paramref name="subject"/>; 74 bits come from <paramref name="random"/>.</summary>
    public static RunId New(SubjectKey subject, Guid random)
    {
        var shard = ShardOf(subject);
        return new RunId($"{shard[..8]}-{shard[8..]}-{random.ToString("D")[14..]}");
    }

    /// <summary>Reads an id that must be valid.</summary>
    /// <exception cref="FormatException">The text is no run id.</exception>
    public static RunId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not a run id.");

    /// <summary>Accepts exactly the 8-4-4-4-12 form in lowercase.</summary>
    public static bool TryParse(string? text, out RunId id)
    {
        id = default;
        if (!LowercaseUuid.IsMatch(text))
        {
            return false;
        }

        id = new RunId(text);
        return true;
    }

    public override string ToString() => Value;
}
