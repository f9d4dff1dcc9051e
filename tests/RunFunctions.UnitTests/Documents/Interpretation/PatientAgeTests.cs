using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.UnitTests.Documents.Interpretation;

public sealed class PatientAgeTests
{
    [Theory]
    [InlineData("Edad: 6", "6", "6 años")]
    [InlineData("Edad: 1", "1", "1 año")]
    [InlineData("Edad: 6 años y medio", "6 años y medio", null)]
    [InlineData("Patient: Rex\nAge: 1", "1", "1 year")]
    [InlineData("Edad: 6\nF. Nac: 01/02/2010\nVisita 01/03/2020", "6", "6 años")]
    public void An_age_that_the_document_tells_is_kept(string text, string age, string? shown)
    {
        var field = Interpretations.Of(text).Field("age");

        Assert.Equal((age, shown, FieldOrigin.Machine), (field.Value.AsText(), field.DisplayValue, field.Origin));
    }

    [Theory]
    [InlineData("F. Nac: 10/01/2024\nVisita 09/02/2024", "0", "0 meses")]
    [InlineData("F. Nac: 10/01/2024\nVisita 10/02/2024", "0", "1 mes")]
    [InlineData("F. Nac: 10/01/2024\nVisita 09/01/2025", "0", "11 meses")]
    [InlineData("F. Nac: 10/01/2024\nVisita 10/01/2025", "1", "1 año")]
    [InlineData("F. Nac: 10/01/2015\nVisita 02/03/2020 tos\nVisita 02/03/2021 tos", "6", "6 años")]
    [InlineData("Patient: Rex\nDOB: 2024-01-10\nVisit 2024-02-20", "0", "1 month")]
    [InlineData("Patient: Rex\nDOB: 2024-01-10\nVisit 2024-06-20", "0", "5 months")]
    [InlineData("F. Nac: 10/01/2015\nFecha: 02/03/2020", "5", "5 años")]
    [InlineData("F. Nac: 10/01/2015", "11", "11 años")]
    [InlineData("F. Nac: 10/01/2015\nVisita 02/03/2020 tos\nVisita 02/03/2030 cita", "5", "5 años")]
    public void Otherwise_it_follows_from_the_birth_at_the_last_visit_the_document_or_the_run(string text, string age, string shown)
    {
        var data = Interpretations.Of(text);
        var field = data.Field("age");

        Assert.Equal((age, shown, FieldOrigin.Derived), (field.Value.AsText(), field.DisplayValue, field.Origin));
        Assert.Equal((data.Field("dob").Evidence, "derived::dob", true), (field.Evidence, field.MappingId, field.IsCritical));
    }

    [Theory]
    [InlineData("Visita 02/03/2020")]
    [InlineData("F. Nac: 10/01/2021\nVisita 02/03/2020")]
    public void Nothing_follows_without_a_birth_or_from_one_after_the_visit(string text)
        => Assert.Null(Interpretations.Of(text).Value("age"));
}
