using System.Globalization;

namespace RunFunctions.Core.Engine.Domain.Webhooks;

/// <summary>
/// Names one event to one webhook, and is the same whenever and by whomever it is made: time of the event, run, sequence number.
/// Ids of later events sort first.
/// </summary>
public readonly record struct DeliveryId
{
    private const int TimeLength = 16;
    private const int RunLength = 36;
    private const int SequenceLength = 6;
    private readonly string? _value;

    private DeliveryId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A delivery id was never set.");

    /// <summary>The id of a run's event.</summary>
    /// <param name="at">UTC, when it happened.</param>
    /// <param name="run">UUID of the run; of a test any other.</param>
    /// <param name="sequence">Position among the run's events.</param>
    public static DeliveryId New(DateTimeOffset at, string run, int sequence) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{FirstAt(at)}-{run}-{sequence:D6}"));

    /// <summary>Sorts right before every id of an event at this time or earlier.</summary>
    public static string FirstAt(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{DateTime.MaxValue.Ticks - at.UtcTicks:x16}");

    /// <summary>Reads an id that must be valid.</summary>
    /// <exception cref="FormatException">The text is no delivery id.</exception>
    public static DeliveryId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not a delivery id.");

    /// <summary>Accepts 16 lowercase hex digits, a lowercase UUID and 6 digits, with hyphens between.</summary>
    public static bool TryParse(string? text, out DeliveryId id)
    {
        id = default;
        if (text is not { Length: TimeLength + 1 + RunLength + 1 + SequenceLength }
            || !text[..TimeLength].All(char.IsAsciiHexDigitLower)
            || text[TimeLength] != '-'
            || !LowercaseUuid.IsMatch(text.Substring(TimeLength + 1, RunLength))
            || text[^(SequenceLength + 1)] != '-'
            || !text[^SequenceLength..].All(char.IsAsciiDigit))
        {
            return false;
        }

        id = new DeliveryId(text);
        return true;
    }

    public override string ToString() => Value;
}
