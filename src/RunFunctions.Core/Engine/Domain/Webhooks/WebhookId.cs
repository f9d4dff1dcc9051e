namespace RunFunctions.Core.Engine.Domain.Webhooks;

/// <summary>A webhook's id: a UUID in lowercase, 8-4-4-4-12, not the nil UUID.</summary>
public readonly record struct WebhookId
{
    private readonly string? _value;

    private WebhookId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("A webhook id was never set.");

    public static WebhookId New(Guid random) => new(random.ToString("D"));

    /// <summary>Reads an id that must be valid.</summary>
    /// <exception cref="FormatException">The text is no webhook id.</exception>
    public static WebhookId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException("Not a webhook id.");

    public static bool TryParse(string? text, out WebhookId id)
    {
        id = default;
        if (!LowercaseUuid.IsNonNil(text))
        {
            return false;
        }

        id = new WebhookId(text);
        return true;
    }

    public override string ToString() => Value;
}
