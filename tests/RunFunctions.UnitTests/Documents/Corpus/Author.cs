using System.Globalization;
using RunFunctions.UnitTests.Documents.Corpus.Language;

namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>Thinks up what a record says, from the stock of one half.</summary>
internal sealed class Author
{
    private static readonly DateOnly FirstDay = new(2018, 1, 8);

    public Author(ulong seed, string language, Half half)
    {
        Dice = new Dice((seed * 2_654_435_761) + (language == "es" ? 1UL : 2UL));
        Half = half;
        (Words, Stock) = language == "es" ? (SpanishWordings.All, SpanishStock.All) : (EnglishWordings.All, EnglishStock.All);
        Pen = new Pen(Dice, language);
    }

    public Dice Dice { get; }

    public Half Half { get; }

    public Wordings Words { get; }

    public Stock Stock { get; }

    public Pen Pen { get; }

    public bool IsSpanish => Words.Language == "es";

    public string Label(string key) => Dice.Pick(Words.Labels[key]);

    public string UsualLabel(string key) => Words.Labels[key][0];

    public string Say(string spanish, string english) => IsSpanish ? spanish : english;

    public T Draw<T>(IEnumerable<T> stock) => Dice.Pick(Stock.Of(stock, Half));

    public string Clinical(string key) => Draw(Stock.Clinical[key]);

    public DateOnly Day() => FirstDay.AddDays(Dice.Below(2_700));

    public string Time() => string.Create(CultureInfo.InvariantCulture, $"{Dice.Between(9, 19)}:{Dice.Below(6)}{Dice.Below(10)}");

    public string Phone() => Say($"955 000 {Dice.Digits(3)}", $"01632 960{Dice.Digits(3)}");

    public string ClinicName() => string.Format(CultureInfo.InvariantCulture, Dice.Pick(Stock.ClinicForms), Draw(Stock.ClinicNames));

    public string Remark() => Pen.Prose(Dice.Pick(Words.Remarks));

    public Written Weight(decimal kilograms, bool unit = true)
    {
        var number = kilograms.ToString("0.##", CultureInfo.InvariantCulture);
        var text = IsSpanish || Dice.Chance(10) ? number.Replace('.', ',') : number;
        return new(unit ? text + Dice.Pick([" kg", " kg", "kg", " Kg", " kgs"]) : text, number + " kg");
    }

    public Written WeightInGrams(int grams)
        => new($"{grams} {Dice.Pick(["g", "gr"])}", (grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture) + " kg");

    public Written Chip()
    {
        var digits = Dice.Pick(["724098", "941000", "985112", "900008", "826097"]) + Dice.Digits(9);
        var groups = Enumerable.Range(0, 5).Select(group => digits.Substring(group * 3, 3));
        return new(
            Dice.Below(4) switch { 0 => string.Join(' ', groups), 1 => string.Join('-', groups), _ => digits },
            digits);
    }

    public string RecordNumber() => Dice.Below(3) switch
    {
        0 => "A-" + Dice.Digits(4),
        1 => "1" + Dice.Digits(4),
        _ => "H" + Dice.Digits(5),
    };
}
