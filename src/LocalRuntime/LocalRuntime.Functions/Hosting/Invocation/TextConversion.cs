using System.Globalization;

namespace LocalRuntime.Functions.Hosting.Invocation;

/// <summary>Parses route and query text to a parameter's type, culture-free.</summary>
internal sealed class TextConversion
{
    private readonly Func<string, object?> _parse;

    private TextConversion(Func<string, object?> parse, bool acceptsNull)
    {
        _parse = parse;
        AcceptsNull = acceptsNull;
    }

    /// <summary>Whether a parameter of this type can be null when the request does not carry it.</summary>
    public bool AcceptsNull { get; }

    /// <returns>Null when text does not parse to <paramref name="type"/> at all.</returns>
    public static TextConversion? For(Type type)
    {
        var underlying = Nullable.GetUnderlyingType(type);
        return Parser(underlying ?? type) is { } parse
            ? new TextConversion(parse, underlying is not null || !type.IsValueType)
            : null;
    }

    public bool TryConvert(string text, out object? value)
    {
        value = _parse(text);
        return value is not null;
    }

    private static Func<string, object?>? Parser(Type type) => type switch
    {
        _ when type == typeof(string) => text => text,
        _ when type == typeof(int) => Parse<int>,
        _ when type == typeof(long) => Parse<long>,
        _ when type == typeof(double) => Parse<double>,
        _ when type == typeof(decimal) => Parse<decimal>,
        _ when type == typeof(Guid) => Parse<Guid>,
        _ when type == typeof(DateTimeOffset) => Parse<DateTimeOffset>,
        _ when type == typeof(DateTime) => text => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date) ? date : null,
        _ when type == typeof(bool) => text => bool.TryParse(text, out var flag) ? flag : null,
        _ when type.IsEnum => text => Enum.TryParse(type, text, ignoreCase: true, out var member) ? member : null,
        _ => null,
    };

    private static object? Parse<T>(string text)
        where T : struct, IParsable<T>
        => T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;
}
