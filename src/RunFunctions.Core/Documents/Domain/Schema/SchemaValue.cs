namespace RunFunctions.Core.Documents.Domain.Schema;

/// <summary>The value under one key of a <see cref="GlobalSchemaRecord"/>: nothing, one text or a list of texts.</summary>
public sealed record SchemaValue
{
    private SchemaValue(string? text, IReadOnlyList<string>? items)
    {
        Text = text;
        Items = items;
    }

    public static SchemaValue Nothing { get; } = new(text: null, items: null);

    public string? Text { get; }

    /// <summary>Null unless the value is a list.</summary>
    public IReadOnlyList<string>? Items { get; }

    public bool IsList => Items is not null;

    public bool IsPopulated => Items is null ? Text is not null : Items.Count > 0;

    public static SchemaValue Of(string? text) => text is null ? Nothing : new(text, items: null);

    public static SchemaValue Of(IReadOnlyList<string> items) => new(text: null, items);

    /// <summary>Trimmed text or nothing; the first item of a list.</summary>
    public SchemaValue AsScalar() => Of(TrimmedItems().FirstOrDefault());

    /// <summary>Trimmed, non-empty items; a scalar becomes a list of one, nothing an empty list.</summary>
    public SchemaValue AsList() => Of((IReadOnlyList<string>)[.. TrimmedItems()]);

    private IEnumerable<string> TrimmedItems()
        => (Items ?? (Text is null ? [] : [Text])).Select(item => item.Trim()).Where(item => item.Length > 0);
}
