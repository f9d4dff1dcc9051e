using System.Globalization;

namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>The animal of a record.</summary>
/// <param name="Name">One word.</param>
/// <param name="Species">Dogs and cats.</param>
/// <param name="Breed">That fits the species.</param>
/// <param name="Sex">Without the reproductive status.</param>
/// <param name="IsFemale">For words that agree with it.</param>
/// <param name="Status">Reproductive status in a word, null when the record is silent about it.</param>
/// <param name="Born">Day of birth.</param>
/// <param name="Kilograms">Around which the weights of the visits lie.</param>
internal sealed record Animal(
    string Name, Written Species, string Breed, Written Sex, bool IsFemale, Written? Status, DateOnly Born, decimal Kilograms)
{
    public static Animal By(Author author, DateOnly lastDay)
    {
        var dice = author.Dice;
        var stock = author.Stock;
        var isFemale = dice.Chance(50);
        var isDog = dice.Chance(65);
        return new(
            author.Draw(isFemale ? stock.FemaleNames : stock.MaleNames),
            SpeciesOf(author, isDog, isFemale),
            author.Draw(isDog ? stock.DogBreeds : stock.CatBreeds),
            SexOf(author, isFemale),
            isFemale,
            dice.Chance(45) ? StatusOf(author, isFemale) : null,
            lastDay.AddDays(-dice.Between(150, 5_000)),
            isDog ? dice.Between(40, 380) / 10m : dice.Between(25, 70) / 10m);
    }

    public static Written SpeciesOf(Author author, bool isDog, bool isFemale)
        => author.IsSpanish
            ? new(
                author.Dice.Pick<string>(isDog ? ["Canina", "Canino", isFemale ? "Perra" : "Perro", "CANINA"] : ["Felina", "Felino", isFemale ? "Gata" : "Gato", "FELINA"]),
                isDog ? "canino" : "felino")
            : new(author.Dice.Pick<string>(isDog ? ["Dog", "Canine", "canine"] : ["Cat", "Feline", "feline"]), isDog ? "canino" : "felino");

    public static Written SexOf(Author author, bool isFemale)
        => new(
            author.IsSpanish
                ? author.Dice.Pick<string>(isFemale ? ["Hembra", "Hembra", "H", "hembra"] : ["Macho", "Macho", "M", "macho"])
                : author.Dice.Pick<string>(isFemale ? ["Female", "Female", "F", "female"] : ["Male", "Male", "M", "male"]),
            isFemale ? "hembra" : "macho");

    /// <summary>The status as a word of its own, also fit to follow the sex.</summary>
    public static Written StatusOf(Author author, bool isFemale)
        => author.Dice.Chance(70)
            ? new(author.IsSpanish ? (isFemale ? "esterilizada" : "castrado") : (isFemale ? "spayed" : "neutered"), "neutered")
            : new(author.IsSpanish ? (isFemale ? "fértil" : "entero") : author.Dice.Pick(["entire", "intact"]), "entire");

    /// <summary>Whole years on a day, as the specification derives it.</summary>
    public static string YearsAt(DateOnly born, DateOnly day)
    {
        var years = day.Year - born.Year;
        return (born.AddYears(years) > day ? years - 1 : years).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>An age in the words of a record.</summary>
    public static string AgeText(Author author, int months)
    {
        var years = months / 12;
        if (years == 0)
        {
            return author.Say($"{months} meses", $"{months} months");
        }

        return author.Dice.Below(4) switch
        {
            0 => years.ToString(CultureInfo.InvariantCulture),
            1 when months % 12 > 1 => author.Say(
                $"{years} {(years == 1 ? "año" : "años")} y {months % 12} meses", $"{years} {(years == 1 ? "year" : "years")} {months % 12} months"),
            _ => author.Say(years == 1 ? "1 año" : $"{years} años", years == 1 ? "1 year" : $"{years} years"),
        };
    }
}
