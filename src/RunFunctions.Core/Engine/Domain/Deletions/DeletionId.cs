using System.Globalization;

namespace RunFunctions.Core.Engine.Domain.Deletions;

/// <summary>Id of a deletion: a lowercase UUID that begins with the time (version 7), so that its place in the list is known from it.</summary>
public readonly record struct DeletionId
{
    private const int TimeDigits = 12;

    private readonly string? _value;

    private DeletionId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A deletion id was never set.");

    /// <summary>When it was ordered, to the millisecond.</summary>
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(MillisecondsOf(Value));

    /// <summary>Makes a new id; 74 bits come from <paramref name="random"/>.</summary>
    public static DeletionId New(DateTimeOffset now, Guid random)
    {
        var time = now.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture);
        return new DeletionId($"{time[..8]}-{time[8..TimeDigits]}-7{random.ToString("D")[15..]}");
    }

    /// <exception cref="FormatException">The text is no deletion id.</exception>
    public static DeletionId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not a deletion id.");

    /// <summary>Accepts exactly the 8-4-4-4-12 form in lowercase that begins with a time.</summary>
    public static bool TryParse(string? text, out DeletionId id)
    {
        id = LowercaseUuid.IsMatch(text) && MillisecondsOf(text!) <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? new DeletionId(text!) : default;
        return id._value is not null;
    }

    public override string ToString() => Value;

    private static long MillisecondsOf(string text) => long.Parse(text[..8] + text[9..13], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
