namespace RunFunctions.UnitTests.Documents.Corpus.SingleFields;

/// <summary>Name, species, breed, sex and reproductive status.</summary>
internal static class PatientFields
{
    public static readonly SingleField[] All =
    [
        new(
            "pet_name",
            sheet => sheet.Line(sheet.Pair("pet_name", Name(sheet))),
            sheet => sheet.Line(sheet.Pair("pet_name", Upper(Name(sheet)))),
            ClientFirst,
            sheet => InBlock(sheet, "pet_name", Name(sheet), sheet.Author.Words.Name[0]),
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.Pair("pet_name", Name(sheet)))),
            sheet => sheet.Line(sheet.Pair("pet_name", Name(sheet)) + sheet.Author.Say(" | Canino | Macho", " | Dog | Male")),
            sheet => Surroundings.Beside(sheet, sheet.Pair("pet_name", Name(sheet)), "owner_name"),
            sheet => BareBlock(sheet, "pet_name"),
            OnlyClient,
            sheet => Empty(sheet, "pet_name"),
            sheet => sheet.Line(sheet.Pair("pet_name", Name(sheet)) + sheet.Author.Say(" - Nac: 10/01/2020", " - DOB: 10/01/2020")),
            TwoWords),
        new(
            "species",
            sheet => sheet.Line(sheet.Pair("species", Species(sheet))),
            sheet => sheet.Line(sheet.Pair("species", Upper(Species(sheet)))),
            SpeciesAndBreed,
            sheet => Surroundings.Beside(sheet, sheet.Pair("species", Species(sheet)), "owner_name"),
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.Pair("species", Species(sheet)))),
            sheet => BareBlock(sheet, "species"),
            sheet => Empty(sheet, "species"),
            sheet => sheet.Line(sheet.Author.Say("Convive con dos gatos y un perro en casa.", "Lives with two cats and another dog at home.")),
            sheet => InBlock(sheet, "species", Species(sheet), label: null)),
        new(
            "breed",
            sheet => sheet.Line(sheet.Pair("breed", Breed(sheet))),
            sheet => sheet.Line(sheet.Pair("breed", Upper(Breed(sheet)))),
            SpeciesAndBreed,
            sheet => Surroundings.Beside(sheet, sheet.Pair("breed", Breed(sheet)), "sex"),
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.Pair("breed", Breed(sheet)))),
            sheet => BareBlock(sheet, "breed"),
            sheet => sheet.Line(sheet.Pair("breed", Lower(Breed(sheet)))),
            sheet => Empty(sheet, "breed"),
            sheet => sheet.Line(sheet.Pair("species", Species(sheet))),
            sheet => sheet.Line(sheet.Author.Say("Vive con un labrador de los vecinos.", "Shares the garden with a neighbouring labrador."))),
        new(
            "sex",
            sheet => sheet.Line(sheet.Pair("sex", Sex(sheet))),
            sheet => sheet.Line(sheet.Pair("sex", Upper(Sex(sheet)))),
            WithStatus,
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.Pair("sex", Sex(sheet)))),
            sheet => BareBlock(sheet, "sex"),
            sheet => Surroundings.Beside(sheet, sheet.Pair("sex", Sex(sheet)), "breed"),
            sheet => Empty(sheet, "sex"),
            sheet => sheet.Line(sheet.Author.Say("Convive con otra hembra de la misma edad.", "Lives with another female of the same age.")),
            sheet => sheet.Line(sheet.Pair("sex", sheet.Author.IsSpanish ? new Written("Hembra (esterilizada)", "hembra") : new Written("FN", "hembra")))),
        new(
            "reproductive_status",
            sheet => sheet.Line(sheet.Pair("reproductive_status", Animal.StatusOf(sheet.Author, sheet.Author.Dice.Chance(50)))),
            WithStatus,
            sheet => sheet.Line(sheet.Pair("reproductive_status", Upper(Animal.StatusOf(sheet.Author, isFemale: true)))),
            sheet => sheet.Line(sheet.Pair("sex", Sex(sheet))),
            sheet => Empty(sheet, "reproductive_status"),
            Answered),
    ];

    /// <summary>A label whose value was left blank, with the next label below.</summary>
    public static void Empty(Sheet sheet, string key)
    {
        sheet.Line(sheet.Pen.Label(sheet.Author.UsualLabel(key), string.Empty).TrimEnd());
        sheet.Line(sheet.Pen.Label(sheet.Author.UsualLabel("vet_name"), sheet.Author.Draw(sheet.Author.Stock.People)));
    }

    private static Written Name(Sheet sheet) => Written.AsIs(sheet.Author.Draw(sheet.Author.Stock.FemaleNames));

    private static Written Breed(Sheet sheet) => Written.AsIs(sheet.Author.Draw(sheet.Author.Stock.DogBreeds));

    private static Written Species(Sheet sheet) => Animal.SpeciesOf(sheet.Author, sheet.Author.Dice.Chance(50), isFemale: true);

    private static Written Sex(Sheet sheet) => Animal.SexOf(sheet.Author, sheet.Author.Dice.Chance(50));

    private static Written Upper(Written written) => written with { Text = written.Text.ToUpperInvariant() };

    private static Written Lower(Written written) => written with { Text = written.Text.ToLowerInvariant() };

    private static void InBlock(Sheet sheet, string key, Written value, string? label)
    {
        sheet.Heading(sheet.Author.Words.PatientHeadings);
        sheet.Line(sheet.Pair(key, value, label));
    }

    private static void Client(Sheet sheet)
    {
        sheet.Heading(sheet.Author.Words.OwnerHeadings);
        sheet.Line(sheet.Pen.Label(sheet.Author.Words.Name[0], sheet.Author.Draw(sheet.Author.Stock.People)));
        sheet.Line(sheet.Author.Draw(sheet.Author.Stock.Streets).Text);
    }

    private static void ClientFirst(Sheet sheet)
    {
        Client(sheet);
        sheet.Line(sheet.Pair("pet_name", Name(sheet)));
    }

    private static void OnlyClient(Sheet sheet)
    {
        Client(sheet);
        sheet.Line(sheet.Pair("species", Species(sheet)));
    }

    private static void TwoWords(Sheet sheet)
        => sheet.Line(sheet.Pair("pet_name", Written.AsIs(sheet.Author.Say("Don ", "Lady ") + Name(sheet).Text)));

    private static void SpeciesAndBreed(Sheet sheet)
    {
        var species = Animal.SpeciesOf(sheet.Author, isDog: true, isFemale: true);
        var breed = Breed(sheet);
        sheet.Know("species", species);
        sheet.Know("breed", breed);
        sheet.Line(sheet.Pen.Label(sheet.Author.Say("Especie/Raza", "Species/Breed"), $"{species.Text} - {breed.Text}".ToUpperInvariant()));
    }

    /// <summary>Name, species and breed without labels below a heading, the sex below its label.</summary>
    private static void BareBlock(Sheet sheet, string key)
    {
        var name = Name(sheet);
        var species = Animal.SpeciesOf(sheet.Author, isDog: true, isFemale: true);
        var breed = Breed(sheet);
        var sex = Animal.SexOf(sheet.Author, isFemale: true);
        Written[] values = [name, species, breed, sex];
        string[] keys = ["pet_name", "species", "breed", "sex"];
        sheet.Know(key, values[Array.IndexOf(keys, key)]);
        sheet.Heading(sheet.Author.Words.PatientHeadings);
        sheet.Line(name.Text.ToUpperInvariant());
        sheet.Line(species.Text);
        sheet.Line(breed.Text);
        sheet.Line(sheet.Author.Say("Sexo", "Sex"));
        sheet.Line(sex.Text);
    }

    private static void WithStatus(Sheet sheet)
    {
        var isFemale = sheet.Author.Dice.Chance(50);
        var status = Animal.StatusOf(sheet.Author, isFemale);
        var sex = sheet.Author.Say(isFemale ? "Hembra" : "Macho", isFemale ? "Female" : "Male");
        sheet.Know("reproductive_status", status);
        sheet.Line(sheet.Pair("sex", new Written($"{sex} {status.Text}", isFemale ? "hembra" : "macho")));
    }

    private static void Answered(Sheet sheet)
    {
        sheet.Know("reproductive_status", "neutered");
        sheet.Line(sheet.Pen.Label(sheet.Author.Say("Esterilizado", "Neutered"), sheet.Author.Say("Sí", "Yes")));
    }
}
