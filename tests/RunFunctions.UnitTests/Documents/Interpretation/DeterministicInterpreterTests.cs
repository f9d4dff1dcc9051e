using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Domain.Mining;

namespace RunFunctions.UnitTests.Documents.Interpretation;

public sealed class DeterministicInterpreterTests
{
    [Fact]
    public void Every_contract_key_is_in_the_global_schema_and_counted()
    {
        var data = Interpretations.Of("Paciente: Toby\nVisita: 03/02/2025");

        Assert.Equal(37, data.GlobalSchema.Values.Count);
        Assert.Equal(37, data.Summary.TotalKeys);
        Assert.Equal(["document_date", "pet_name", "visit_date", "language"], data.Summary.KeysPresent);
        Assert.Equal(4, data.Summary.PopulatedKeys);
        Assert.Equal("visit-grouped-canonical", data.SchemaContract);
        Assert.Equal("visit-001", Assert.Single(data.Visits).VisitId);
    }

    [Fact]
    public void A_field_carries_what_the_contract_says_of_its_key()
    {
        var field = Interpretations.Of("Paciente: Toby\nDiagnostico: otitis").Field("diagnosis");

        Assert.True(field.IsCritical);
        Assert.Equal(FieldOrigin.Machine, field.Origin);
        Assert.Equal("label_regex::diagnostico", field.MappingId);
        Assert.Equal("v1", field.PolicyVersion);
        Assert.Equal("visits", field.Section);
        Assert.Equal(RunFunctions.Core.Documents.Domain.Schema.FieldScope.Visit, field.Scope);
        Assert.Equal(RunFunctions.Core.Documents.Domain.Schema.FieldClassification.MedicalRecord, field.Classification);
        Assert.Equal((0.66m, 0.66m, null, 0m), (
            field.FieldCandidateConfidence, field.FieldMappingConfidence, field.TextExtractionReliability,
            field.FieldReviewHistoryAdjustment));
        Assert.Equal(ContextKey.Version2("es", Interpretations.Context.ExtractorVersion, "runfunctions-interpreter/1", InterpretationData.Contract), field.ContextKey);
    }

    [Fact]
    public void Evidence_names_the_page_the_place_and_the_words()
    {
        const string First = "Ficha clínica\nPaciente: Toby";
        const string Second = "Diagnóstico: otitis";
        var text = new DocumentText(
            First + "\n" + Second,
            [new PageText(1, 0, First.Length, 0, 0, 0), new PageText(2, First.Length + 1, Second.Length, 0, 0, 0)]);

        var data = Interpretations.Of(text);

        Assert.Equal(new Evidence(1, 14, "Paciente: Toby"), data.Field("pet_name").Evidence);
        Assert.Equal(new Evidence(2, First.Length + 1, "Diagnóstico: otitis"), data.Field("diagnosis").Evidence);
    }

    [Fact]
    public void A_long_passage_is_cut_to_180_characters()
    {
        var evidence = Interpretations.Of("Diagnostico: " + new string('a', 400)).Field("diagnosis").Evidence!;

        Assert.Equal(180, evidence.Snippet.Length);
        Assert.EndsWith("a...", evidence.Snippet);
    }

    [Fact]
    public void A_passage_is_not_cut_inside_a_character()
    {
        var evidence = Interpretations.Of("Diagnostico:" + string.Concat(Enumerable.Repeat("🐶", 200)) + " otitis")
            .Field("diagnosis").Evidence!;

        Assert.EndsWith("🐶...", evidence.Snippet);
    }

    [Fact]
    public void Repeated_values_keep_the_first_three_and_scalars_the_best()
    {
        var data = Interpretations.Of("Sintomas: tos\nSintomas: fiebre\nSintomas: apatia\nSintomas: vomito\nEdad: 6\nEdad: 7");

        Assert.Equal(["tos", "fiebre", "apatia"], data.GlobalSchema["symptoms"].Items!);
        Assert.Equal("6", data.Value("age"));
        Assert.Equal(["6", "7"], data.Field("age").CandidateSuggestions!.Select(suggestion => suggestion.Value));
        Assert.Equal(3, data.AllFields().Where(field => field.Key == "symptoms").Select(field => field.FieldId).Distinct().Count());
    }

    [Fact]
    public void Field_ids_survive_reprocessing()
    {
        var again = Interpretations.Context with { RunId = "11111111-2222-4333-8444-555555555555" };
        var text = Interpretations.OnePage("Paciente: Toby\nF. Nac: 01/02/2020\nVisita 03/02/2025 tos\nPeso: 3 kg\nDiagnostico: otitis");

        Assert.Equal(
            Interpretations.Of(text).AllFields().Select(field => field.FieldId),
            new DeterministicInterpreter().Interpret(text, again).Data!.AllFields().Select(field => field.FieldId));
    }

    [Fact]
    public void A_configured_policy_is_stamped_on_data_and_fields()
    {
        var policy = new ConfidencePolicy("v7", new ConfidenceBands(0.5m, 0.75m));
        var data = new DeterministicInterpreter().Interpret(
            Interpretations.OnePage("Paciente: Toby\nVisita 03/02/2025 tos"), Interpretations.Context with { ConfidencePolicy = policy }).Data!;

        Assert.Equal(policy, data.ConfidencePolicy);
        Assert.All(data.AllFields(), field => Assert.Equal("v7", field.PolicyVersion));
    }

    [Fact]
    public void An_empty_text_gives_an_empty_record_and_a_warning()
    {
        var data = Interpretations.Of("");

        Assert.Empty(data.AllFields());
        Assert.Equal([InterpretationWarning.EmptyRawText], data.Summary.WarningCodes);
        Assert.Equal(ContextKey.Version2(null, Interpretations.Context.ExtractorVersion, "runfunctions-interpreter/1", InterpretationData.Contract), data.ContextKey);
    }

    [Theory]
    [InlineData("Le bilan est normal, la plaie est propre et le chien va bien.", "fr")]
    [InlineData("O cão tem tosse e não quer comer. Nome: Rex. Raça: Podengo.", "pt")]
    [InlineData("Ficha. Rex. 12 kg.", null)]
    [InlineData("El perro llega con tos y se marcha con jarabe para una semana.", "es")]
    [InlineData("The dog was seen for a cough and has to rest with the owner.", "en")]
    [InlineData("Patient: Otis\nPaciente: Otis", null)]
    public void The_language_is_told_from_labels_and_common_words(string text, string? language)
        => Assert.Equal(language, Interpretations.Of(text).Value("language"));

    [Fact]
    public void The_same_text_gives_the_same_bytes()
        => Prop.ForAll(RecordTexts.Any, text => Bytes(text).AsSpan().SequenceEqual(Bytes(text))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_passage_stands_in_the_text_at_its_offset()
        => Prop.ForAll(
            RecordTexts.Long,
            text => Interpretations.Of(text).AllFields().All(field => StandsIn(text, field.Evidence!))).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_order_of_labels_and_noise_gives_a_valid_interpretation()
        => Prop.ForAll(RecordTexts.Long, text => Interpretations.Of(text).Summary.TotalKeys == 37).QuickCheckThrowOnFailure();

    private static bool StandsIn(string text, Evidence evidence)
    {
        var snippet = evidence.Snippet.Length > 177 && evidence.Snippet.EndsWith("...", StringComparison.Ordinal)
            ? evidence.Snippet[..^3]
            : evidence.Snippet;
        return evidence.Page == 1
            && evidence.Snippet.Length <= 180
            && string.CompareOrdinal(text, evidence.Offset!.Value, snippet, 0, snippet.Length) == 0;
    }

    private static byte[] Bytes(string text) => InterpretationJson.Write(Interpretations.Of(text));

    [Theory]
    [InlineData("Chip: 123456789", true)]
    [InlineData("Chip: 999098100234567", true)]
    [InlineData("Chip: 724098100234567", false)]
    [InlineData("Paciente: Toby", false)]
    public void A_transponder_number_of_an_older_kind_is_kept_with_a_warning(string text, bool isWarned)
        => Assert.Equal(isWarned, Interpretations.Of("Paciente: Toby\n" + text).Summary.WarningCodes.Contains(InterpretationWarning.MicrochipNotIso11784));
}
