namespace RunFunctions.UnitTests.Documents.Corpus;

/// <summary>Who keeps the animal and who treats it.</summary>
internal sealed record Parties(
    string Owner, Written OwnerStreet, string OwnerTown, string Clinic, Written ClinicStreet, string ClinicTown, string Vet)
{
    public static Parties By(Author author)
    {
        var dice = author.Dice;
        var stock = author.Stock;
        var people = dice.Several(Language.Stock.Of(stock.People, author.Half), 2);
        var streets = dice.Several(Language.Stock.Of(stock.Streets, author.Half), 2);
        var towns = dice.Several(Language.Stock.Of(stock.Towns, author.Half), 2);
        return new(people[0], streets[0], towns[0], author.ClinicName(), streets[1], towns[1], people[1]);
    }

    public Written OwnerAddress => new($"{OwnerStreet.Text}, {OwnerTown}", $"{OwnerStreet.Value}, {OwnerTown}");

    public Written ClinicAddress => new($"{ClinicStreet.Text}, {ClinicTown}", $"{ClinicStreet.Value}, {ClinicTown}");
}
