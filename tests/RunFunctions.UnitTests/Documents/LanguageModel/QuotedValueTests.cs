using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.LanguageModel;
using RunFunctions.Core.Documents.Domain.Mining;
using RunFunctions.UnitTests.Documents.Interpretation;

namespace RunFunctions.UnitTests.Documents.LanguageModel;

/// <summary>What becomes of the values that a language model claims to have read.</summary>
public sealed class QuotedValueTests
{
    private const string Rule = "llm::test-model";

    [Fact]
    public void A_value_has_the_place_of_its_quote_as_evidence()
    {
        const string First = "Historial de la clínica.\nNada que decir en esta página.";
        const string Second = "La perra atiende por el nombre de TRUFA desde\ncachorra, dice su dueña.";
        var text = new DocumentText(
            $"{First}\n{Second}", [new PageText(1, 0, First.Length, 0, 0, 0), new PageText(2, First.Length + 1, Second.Length, 0, 0, 0)]);

        // In another case, without accents, and with a space for the line end.
        var field = Read(text, ("pet_name", "trufa", "por el nombre de trufa desde CACHORRA, dice su duena")).Field("pet_name");
        Assert.Equal(("Trufa", Rule, Candidate.Quoted), (field.Value.AsText(), field.MappingId, field.FieldCandidateConfidence));
        Assert.Equal((2, text.Text.IndexOf("por el nombre", StringComparison.Ordinal)), (field.Evidence!.Page, field.Evidence.Offset));
        Assert.Equal("por el nombre de TRUFA desde\ncachorra, dice su dueña", field.Evidence.Snippet);
    }

    [Theory]
    [InlineData("breed", "Beagle", "La raza del animal es Beagle")]
    [InlineData("breed", "Beagle", "El paciente es un perro mestizo")]
    [InlineData("breed", "mesti", "un perro mesti")]
    [InlineData("breed", "mestizo", "ro mestizo")]
    [InlineData("breed", "", "un perro mestizo")]
    [InlineData("breed", "mestizo", "")]
    [InlineData("weight", "perro", "un perro mestizo")]
    [InlineData("microchip_id", "941000012345678", "chip 941000012345678")]
    public void A_value_that_is_not_in_the_text_as_claimed_is_dropped(string key, string value, string quote)
        => Assert.DoesNotContain(
            Read("El paciente es un perro mestizo de buen carácter.", (key, value, quote)).AllFields(), field => field.MappingId == Rule);

    [Theory]
    [InlineData("species", "Dog", "a friendly Dog of", "canino")]
    [InlineData("dob", "3 March 2019", "whelped 3 March 2019", "2019-03-03")]
    [InlineData("nhc", "HC-4711", "chart HC-4711", "HC-4711")]
    public void Values_are_normalised_like_those_of_rules(string key, string value, string quote, string normalised)
    {
        var data = Read("Our visitor is a friendly Dog of the neighbours, whelped 3 March 2019, see chart HC-4711 for more.", (key, value, quote));
        Assert.Equal((normalised, Rule), (data.Field(key).Value.AsText(), data.Field(key).MappingId));
    }

    [Fact]
    public void A_model_beats_a_label_whose_value_stays_as_another_reading()
    {
        var field = Read("Paciente: Trufa Negra\nEspecie: canina", ("pet_name", "Trufa", "Paciente: Trufa")).Field("pet_name");
        Assert.Equal(("Trufa", Rule), (field.Value.AsText(), field.MappingId));
        Assert.Equal(["Trufa", "Trufa Negra"], field.CandidateSuggestions!.Select(reading => reading.Value));
    }

    [Fact]
    public void What_a_check_bears_out_beats_a_model()
    {
        var field = Read("Paciente: Trufa\nEspecie: canina\nEl gato de la vecina la mira.", ("species", "gato", "El gato de la vecina")).Field("species");
        Assert.Equal(("canino", Candidate.Verified), (field.Value.AsText(), field.FieldCandidateConfidence));
    }

    [Fact]
    public void A_value_that_rules_found_too_is_theirs()
    {
        var field = Read("Paciente: Trufa\nEspecie: canina", ("pet_name", "Trufa", "Paciente: Trufa")).Field("pet_name");
        Assert.StartsWith("label_regex::", field.MappingId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_belongs_to_the_visit_in_whose_text_its_quote_stands()
    {
        var data = Read(
            "Paciente: Trufa\nVisita del 14/03/2024\nVino tosiendo mucho.\nVisita del 20/04/2024\nViene por vómitos con sangre.",
            ("symptoms", "tosiendo mucho", "Vino tosiendo mucho"),
            ("symptoms", "vómitos con sangre", "por vómitos con sangre"));
        Assert.Equal(["tosiendo mucho", "vómitos con sangre"], data.Visits.Select(visit => visit.Fields.Single(field => field.MappingId == Rule).Value.AsText()));
        Assert.Equal(["2024-03-14", "2024-04-20"], data.Visits.Select(visit => visit.VisitDate));
    }

    [Fact]
    public void An_answer_that_could_not_be_used_leaves_the_values_of_the_rules_and_a_warning()
    {
        const string Text = "Paciente: Trufa\nEspecie: canina\nPeso: 12,4 kg";
        var rules = Interpretations.Of(Text);
        var data = Of(Interpretations.OnePage(Text), new ModelReading("test-model") { Fault = ModelFault.TimedOut });
        Assert.Equal(
            InterpretationJson.Write(rules),
            InterpretationJson.Write(data with { Summary = data.Summary with { WarningCodes = rules.Summary.WarningCodes, LanguageModel = null } }));
        Assert.Equal(["LANGUAGE_MODEL_FAILED"], data.Summary.WarningCodes);
        Assert.Equal(new ModelSummary("test-model", 0, 0) { Fault = ModelFault.TimedOut }, data.Summary.LanguageModel);
    }

    [Fact]
    public void The_summary_says_what_was_given_what_was_found_and_what_it_cost()
    {
        var usage = new ModelUsage(1000, 50, 0.0025m, "EUR");
        var reading = new ModelReading("test-model")
        {
            Values = [new("pet_name", "Trufa", "llaman Trufa"), new("breed", "Beagle", "Raza: Beagle")],
            Usage = usage,
        };
        var data = Of(Interpretations.OnePage("A la perra la llaman Trufa en casa."), reading);
        Assert.Equal(new ModelSummary("test-model", 2, 1) { Usage = usage }, data.Summary.LanguageModel);
        Assert.Empty(data.Summary.WarningCodes);
        Assert.Equal(InterpretationJson.Write(data), InterpretationJson.Write(InterpretationJson.Read(InterpretationJson.Write(data))));
    }

    [Fact]
    public void Hostile_quotes_in_a_hostile_text_cost_little()
    {
        var text = Interpretations.OnePage(new string('a', 200_000));
        var quote = new string('a', 2000);
        var reading = new ModelReading("test-model") { Values = [.. Enumerable.Repeat(new QuotedValue("notes", quote, quote), 300)] };
        QuoteFinder.Find(text, reading with { Values = [.. reading.Values.Take(1)] });
        var started = TimeProvider.System.GetTimestamp();
        Assert.Empty(QuoteFinder.Find(text, reading));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static InterpretationData Read(string text, params (string Key, string Value, string Quote)[] values)
        => Read(Interpretations.OnePage(text), values);

    private static InterpretationData Read(DocumentText text, params (string Key, string Value, string Quote)[] values)
        => Of(text, new ModelReading("test-model") { Values = [.. values.Select(value => new QuotedValue(value.Key, value.Value, value.Quote))] });

    private static InterpretationData Of(DocumentText text, ModelReading reading)
    {
        var result = new DeterministicInterpreter().Interpret(text, Interpretations.Context with { Reading = reading });
        Assert.Empty(result.Errors);
        return result.Data!;
    }
}
