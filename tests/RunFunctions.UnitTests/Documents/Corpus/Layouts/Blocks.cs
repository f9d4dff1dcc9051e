namespace RunFunctions.UnitTests.Documents.Corpus.Layouts;

/// <summary>Labels with values that most layouts have, in the order in which authors put them.</summary>
internal static class Blocks
{
    public static IReadOnlyList<string> Patient(Sheet sheet, Animal animal, DateOnly day, bool inBlock)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        List<string> pairs = [sheet.Pair("pet_name", Written.AsIs(animal.Name), inBlock && dice.Chance(60) ? author.Words.Name[0] : null)];
        if (dice.Chance(12))
        {
            pairs.Add(SpeciesAndBreed(sheet, animal));
        }
        else
        {
            pairs.Add(sheet.Pair("species", animal.Species));
            pairs.Add(sheet.Pair("breed", Written.AsIs(animal.Breed)));
        }

        pairs.AddRange(Sex(sheet, animal));
        pairs.AddRange(Age(sheet, animal, day));
        if (dice.Chance(80))
        {
            pairs.Add(sheet.Pair("microchip_id", author.Chip()));
        }

        if (dice.Chance(45))
        {
            pairs.Add(sheet.Pair("nhc", Written.AsIs(author.RecordNumber())));
        }

        return pairs;
    }

    /// <param name="sheet">The record.</param>
    /// <param name="parties">Whose name and address.</param>
    /// <param name="inBlock">Whether a heading already says that this is about the owner.</param>
    public static IReadOnlyList<string> Owner(Sheet sheet, Parties parties, bool inBlock)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        List<string> pairs = [sheet.Pair("owner_name", Written.AsIs(parties.Owner), inBlock ? author.Words.Name[0] : null)];
        if (dice.Chance(75))
        {
            pairs.Add(sheet.Pair("owner_address", parties.OwnerAddress, inBlock ? dice.Pick(author.Words.Address) : null));
        }

        if (dice.Chance(60))
        {
            pairs.Add(sheet.Pen.Label(dice.Pick(author.Words.Phone), author.Phone()));
        }

        return pairs;
    }

    public static IReadOnlyList<string> Clinic(Sheet sheet, Parties parties)
    {
        var dice = sheet.Author.Dice;
        List<string> pairs = [sheet.Pair("clinic_name", Written.AsIs(parties.Clinic))];
        if (dice.Chance(75))
        {
            pairs.Add(sheet.Pair("clinic_address", parties.ClinicAddress));
        }

        if (dice.Chance(75))
        {
            pairs.Add(sheet.Pair("vet_name", Written.AsIs(parties.Vet)));
        }

        return pairs;
    }

    /// <summary>The same pair with its value on the line below.</summary>
    public static string Beneath(string pair)
    {
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return pair[..(colon + 1)] + "\n" + pair[(colon + 1)..].Trim();
    }

    private static string SpeciesAndBreed(Sheet sheet, Animal animal)
    {
        sheet.Know("species", animal.Species);
        sheet.Know("breed", animal.Breed);
        return sheet.Pen.Label(sheet.Author.Say("Especie/Raza", "Species/Breed"), $"{animal.Species.Text} - {animal.Breed}");
    }

    private static IEnumerable<string> Sex(Sheet sheet, Animal animal)
    {
        if (animal.Status is not { } status)
        {
            return [sheet.Pair("sex", animal.Sex)];
        }

        sheet.Know("reproductive_status", status);
        if (animal.Sex.Text.Length > 1 && sheet.Author.Dice.Chance(50))
        {
            return [sheet.Pair("sex", animal.Sex with { Text = $"{animal.Sex.Text} {status.Text}" })];
        }

        return [sheet.Pair("sex", animal.Sex), sheet.Pen.Label(sheet.Author.Label("reproductive_status"), status.Text)];
    }

    private static IEnumerable<string> Age(Sheet sheet, Animal animal, DateOnly day)
    {
        var choice = sheet.Author.Dice.Below(10);
        if (choice is < 4 or 8)
        {
            var months = ((day.Year - animal.Born.Year) * 12) + day.Month - animal.Born.Month - (day.Day < animal.Born.Day ? 1 : 0);
            yield return sheet.Pair("age", Written.AsIs(Animal.AgeText(sheet.Author, months)));
        }

        if (choice is >= 4 and < 9)
        {
            yield return sheet.Birth(animal.Born);
        }
    }
}
