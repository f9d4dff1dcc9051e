namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>
/// How the author of a record writes and how well it was read: separators, forms of dates, and damage to labels and
/// prose. Values are never damaged, because a reviewer could not read them either.
/// </summary>
internal sealed class Pen
{
    private static readonly string[] Separators = [": ", ": ", ": ", ":", " : ", ":  ", ":\t"];

    private readonly Dice _dice;
    private readonly string _dateForm;
    private readonly string _separator;
    private readonly bool _misreadsLetters;
    private readonly bool _losesAccents;
    private readonly bool _doublesSpaces;
    private readonly bool _shouts;

    public Pen(Dice dice, string language)
    {
        _dice = dice;
        _separator = dice.Pick(Separators);
        _dateForm = dice.Pick(language == "es" ? DateForms.Spanish : DateForms.English);
        _misreadsLetters = dice.Chance(25);
        _losesAccents = dice.Chance(30);
        _doublesSpaces = dice.Chance(20);
        _shouts = dice.Chance(12);
    }

    public string Label(string label, string value) => Misread(Accents(label), 30) + _separator + Cased(value);

    public string Heading(string heading) => Cased(Accents(heading));

    public string Value(string value) => Cased(value);

    public string Prose(string prose)
    {
        var text = Misread(Accents(prose), 60);
        return _doublesSpaces ? text.Replace(" ", _dice.Chance(50) ? "  " : " ", StringComparison.Ordinal) : text;
    }

    public Written Date(DateOnly date) => DateForms.Write(date, _dateForm);

    private string Cased(string text) => _shouts ? text.ToUpperInvariant() : text;

    private string Accents(string text) => Cased(_losesAccents ? LetterShapes.WithoutAccents(text) : text);

    private string Misread(string text, int percent) => _misreadsLetters && _dice.Chance(percent) ? LetterShapes.MisreadOne(text, _dice) : text;
}
