using System.Text.Json.Nodes;
using RunFunctions.Core.Documents.Domain.LanguageModel;

namespace RunFunctions.UnitTests.Documents.LanguageModel;

public sealed class QuotedAnswerTests
{
    [Fact]
    public void An_answer_of_the_schema_is_read()
    {
        var values = QuotedAnswer.Read("""{"fields":[{"key":"pet_name","value":"Trufa","quote":"Paciente: Trufa"}]}""");
        Assert.Equal([new QuotedValue("pet_name", "Trufa", "Paciente: Trufa")], values);
        Assert.Empty(QuotedAnswer.Read("""{"fields":[]}""")!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Trufa is a dog.")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"fields":null}""")]
    [InlineData("""{"fields":[null]}""")]
    [InlineData("""{"fields":[{"key":"pet_name","value":"Trufa"}]}""")]
    [InlineData("""{"fields":[{"key":"pet_name","value":null,"quote":"Trufa"}]}""")]
    [InlineData("""{"fields":[{"key":"pet_name","value":3,"quote":"Trufa"}]}""")]
    [InlineData("""{"fields":[{"key":"shoe_size","value":"Trufa","quote":"Trufa"}]}""")]
    [InlineData("""{"fields":[{"key":"visit_date","value":"14/03/2024","quote":"14/03/2024"}]}""")]
    [InlineData("""{"fields":[{"key":"pet_name","value":"Trufa","quote":"Trufa","confidence":1}]}""")]
    [InlineData("""{"fields":[],"comment":"nothing found"}""")]
    [InlineData("""{"fields":[]} {"fields":[]}""")]
    public void An_answer_that_breaks_the_schema_anywhere_is_none(string answer) => Assert.Null(QuotedAnswer.Read(answer));

    [Fact]
    public void An_answer_larger_than_any_record_needs_is_none()
    {
        static string Of(int count, int length) => new JsonObject
        {
            ["fields"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => new JsonObject
            {
                ["key"] = "notes", ["value"] = new string('a', length), ["quote"] = new string('a', length),
            })]),
        }.ToJsonString();

        Assert.NotNull(QuotedAnswer.Read(Of(300, 10)));
        Assert.Null(QuotedAnswer.Read(Of(301, 10)));
        Assert.NotNull(QuotedAnswer.Read(Of(1, 2000)));
        Assert.Null(QuotedAnswer.Read(Of(1, 2001)));
    }

    [Fact]
    public void The_schema_allows_the_keys_and_nothing_else()
    {
        var schema = JsonNode.Parse(QuotedAnswer.Schema)!;
        var item = schema["properties"]!["fields"]!["items"]!;
        Assert.Equal(QuotedAnswer.Keys, item["properties"]!["key"]!["enum"]!.AsArray().Select(key => key!.GetValue<string>()));
        Assert.All([schema, item], level => Assert.False(level["additionalProperties"]!.GetValue<bool>()));
        Assert.Equal(["key", "value", "quote"], item["required"]!.AsArray().Select(member => member!.GetValue<string>()));
        Assert.Contains("nhc", QuotedAnswer.Keys);
        Assert.DoesNotContain("visit_date", QuotedAnswer.Keys);
        Assert.DoesNotContain("language", QuotedAnswer.Keys);
    }
}
