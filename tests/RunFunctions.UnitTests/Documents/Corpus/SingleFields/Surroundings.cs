namespace RunFunctions.UnitTests.Documents.Corpus.SingleFields;

/// <summary>A few other lines of the record around the one that counts.</summary>
internal static class Surroundings
{
    private static readonly Dictionary<string, string[]> Disturbing = new()
    {
        ["pet_name"] = ["pet_name", "owner_name", "language"],
        ["species"] = ["species", "breed"],
        ["sex"] = ["sex", "reproductive_status"],
        ["microchip_id"] = ["microchip_id", "nhc"],
        ["owner_name"] = ["owner_name", "pet_name", "owner_address", "clinic_address", "vet_name"],
    };

    public static void Before(Sheet sheet, string key)
    {
        var author = sheet.Author;
        if (author.Dice.Chance(50))
        {
            sheet.Heading(author.Words.RecordTitles);
        }

        Some(sheet, key, author.Dice.Between(1, 3));
    }

    public static void After(Sheet sheet, string key)
    {
        Some(sheet, key, sheet.Author.Dice.Below(2));
        sheet.Remark();
    }

    /// <summary>On the right of what counts stands something else.</summary>
    public static void Beside(Sheet sheet, string pair, string other)
    {
        var author = sheet.Author;
        var right = other == "phone" ? sheet.Pen.Label(author.Words.Phone[0], author.Phone()) : sheet.Pair(other, Value(author, other));
        sheet.Line(pair + (author.Dice.Chance(25) ? "\t" : new string(' ', author.Dice.Between(4, 14))) + right);
    }

    private static void Some(Sheet sheet, string key, int count)
    {
        var author = sheet.Author;
        foreach (var other in author.Dice.Several([.. Disturbing.Keys], count).Where(other => !Disturbing[other].Contains(key) && !sheet.Truth.Of(other).Any()))
        {
            sheet.Line(sheet.Pair(other, Value(author, other)));
        }
    }

    private static Written Value(Author author, string key) => key switch
    {
        "pet_name" => Written.AsIs(author.Draw(author.Stock.MaleNames)),
        "species" => Animal.SpeciesOf(author, author.Dice.Chance(50), isFemale: false),
        "sex" => Animal.SexOf(author, isFemale: false),
        "microchip_id" => author.Chip(),
        "breed" => Written.AsIs(author.Draw(author.Stock.DogBreeds)),
        _ => Written.AsIs(author.Draw(author.Stock.People)),
    };
}
