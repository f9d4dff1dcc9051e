using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.UnitTests.Documents;

public sealed class DocumentIdTests
{
    [Theory]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", true)]
    [InlineData("7c9e6679-7425-40de-944b-e07fc1f90ae7", true)]
    [InlineData("0F8FAD5B-D9CB-469F-A165-70867728950E", false)]
    [InlineData("0f8fad5bd9cb469fa16570867728950e", false)]
    [InlineData("{0f8fad5b-d9cb-469f-a165-70867728950e}", false)]
    [InlineData(" 0f8fad5b-d9cb-469f-a165-70867728950e", false)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e\n", false)]
    [InlineData("0f8fad5b-d9cb-469f-a165-7086772895", false)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950g", false)]
    [InlineData("00000000-0000-0000-0000-000000000000", false)]
    [InlineData("../original.pdf", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_lowercase_UUID_is_a_document_id(string? text, bool good)
    {
        Assert.Equal(good, DocumentId.TryParse(text, out var id));
        Assert.Equal(good ? text : "00000000-0000-0000-0000-000000000000", id.ToString());
    }

    [Fact]
    public void Parsing_a_bad_id_throws()
        => Assert.Throws<FormatException>(() => DocumentId.Parse("not-an-id"));
}
