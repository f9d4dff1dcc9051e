using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.UnitTests.Documents.Interpretation;

public sealed class ContextKeyTests
{
    [Theory]
    [InlineData("es", "ctx_v1:c4ce3ff3c1285175985ad43a526e6e3d35f38b975b99dad91096a9561843d3c4")]
    [InlineData(" ES ", "ctx_v1:c4ce3ff3c1285175985ad43a526e6e3d35f38b975b99dad91096a9561843d3c4")]
    [InlineData(null, "ctx_v1:23b30c931088f6eb912e50ec0ba3f9150f5b0b69a0b72f1fa9dbfc178dedb540")]
    [InlineData("  ", "ctx_v1:23b30c931088f6eb912e50ec0ba3f9150f5b0b69a0b72f1fa9dbfc178dedb540")]
    public void The_key_of_the_replaced_system_is_the_golden_hash_of_the_language(string? language, string expected)
        => Assert.Equal(expected, ContextKey.Version1(language));

    [Fact]
    public void Another_document_type_is_another_context()
        => Assert.NotEqual(ContextKey.Version1("es"), ContextKey.Version1("es", "invoice"));

    /// <summary>Defect 15 of specs/documents.md §9.2: a context was a language and nothing else.</summary>
    [Fact]
    public void Language_reader_interpreter_contract_and_type_each_make_another_context()
    {
        string[] keys =
        [
            ContextKey.Version2("es", "pdf/1", "interpreter/1", "contract"),
            ContextKey.Version2("en", "pdf/1", "interpreter/1", "contract"),
            ContextKey.Version2("es", "pdf/2", "interpreter/1", "contract"),
            ContextKey.Version2("es", "pdf/1", "interpreter/2", "contract"),
            ContextKey.Version2("es", "pdf/1", "interpreter/1", "other"),
            ContextKey.Version2("es", "pdf/1", "interpreter/1", "contract", "invoice"),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], ContextKey.Version2(" ES ", "PDF/1", "interpreter/1", "contract", "veterinary_record"));
        Assert.Equal("ctx_v2:7a849963d3a9407e6017cb57e98064c38712d6c8a8cb34d729a24a7ceffa9b76", keys[0]);
    }

    [Fact]
    public void A_field_id_is_a_lowercase_UUID_of_version_8()
        => Assert.Matches(
            "^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
            FieldId.For(Interpretations.Context.DocumentId, "weight", 0));

    [Fact]
    public void Document_key_and_rank_each_change_the_field_id()
    {
        var document = Interpretations.Context.DocumentId;
        var other = DocumentId.Parse("7c9e6679-7425-40de-944b-e07fc1f90ae7");
        string[] ids =
            [FieldId.For(document, "a", 0), FieldId.For(document, "a", 1), FieldId.For(document, "b", 0), FieldId.For(other, "a", 0)];

        Assert.Equal(4, ids.Distinct().Count());
    }
}
