using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain.Clinics;
using RunFunctions.Infrastructure.Runtime;
using RunFunctions.UnitTests.Architecture;

namespace RunFunctions.UnitTests.Documents;

/// <summary>Clinics that do not exist.</summary>
public sealed class ClinicCatalogueTests
{
    private static readonly ClinicCatalogue Catalogue = new(
    [
        new Clinic("Clínica  Veterinaria Ñandú", "Calle Inventada 1"),
        new Clinic("Centro Doble", "Calle Inventada 2"),
        new Clinic("CENTRO DOBLE", "Calle Inventada 3"),
    ]);

    [Theory]
    [InlineData("Clínica Veterinaria Ñandú")]
    [InlineData("  clinica veterinaria NANDU ")]
    [InlineData("CLÍNICA\tVETERINARIA\u00a0ñandú")]
    public void A_name_is_found_whatever_its_case_accents_and_spaces(string name) => Assert.Equal("Calle Inventada 1", Catalogue.Find(name)?.Address);

    [Theory]
    [InlineData("Clínica Veterinaria")]
    [InlineData("Veterinaria Ñandú")]
    [InlineData("Clínica Veterinaria Ñandú 2")]
    public void Part_of_a_name_finds_nothing(string name) => Assert.Null(Catalogue.Find(name));

    [Fact]
    public void Of_two_clinics_with_one_name_neither_is_found() => Assert.Null(Catalogue.Find("Centro doble"));

    /// <summary>Defect 21 of specs/documents.md §9.2: names of clinics were sent to third parties.</summary>
    [Fact]
    public void A_name_that_is_looked_up_goes_nowhere() =>
        Rule.Holds(
            from type in (Type[])[typeof(LookUpClinicAddress), typeof(ClinicCatalogue), typeof(ClinicFile), typeof(Api.Documents.LookUpClinicAddressFunction)]
            from used in TypeUses.Of(type)
            where used.Namespace?.StartsWith("System.Net", StringComparison.Ordinal) == true || used.Namespace?.StartsWith("Azure", StringComparison.Ordinal) == true
            select $"{type.Name} uses {used.FullName}");

    [Fact]
    public void The_example_is_read_and_no_file_is_no_clinic()
    {
        var example = ClinicFile.Read(Path.Combine(Repository.Root, "config", "clinics.example.json"));
        Assert.Equal("1 Sample Street, Nowhere XX0 0XX", example.Find("sample street veterinary clinic")?.Address);
        Assert.Null(ClinicFile.Read(null).Find("sample street veterinary clinic"));
        Assert.Null(ClinicFile.Read("").Find("sample street veterinary clinic"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"clinics": null}""")]
    [InlineData("""{"clinics": [null]}""")]
    [InlineData("""{"clinics": [{"name": "Invented"}]}""")]
    [InlineData("""{"clinics": [{"name": " ", "address": "Nowhere 1"}]}""")]
    [InlineData("""{"clinics": [{"name": "Invented", "address": ""}]}""")]
    [InlineData("""{"clinics": [{"name": "Invented", "address": "Nowhere 1", "phone": "1"}]}""")]
    public void A_file_that_is_no_catalogue_stops_the_app_at_start_and_names_no_clinic(string content)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);
            var stopped = Assert.Throws<InvalidOperationException>(() => ClinicFile.Read(path));
            Assert.Contains(path, stopped.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Invented", stopped.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_stops_the_app_at_start() =>
        Assert.Throws<InvalidOperationException>(() => ClinicFile.Read(Path.Combine(Repository.Root, "config", "no-such-file.json")));
}
