using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using RunFunctions.Api.Http;
using RunFunctions.Core.Results;

namespace RunFunctions.UnitTests.Http;

/// <summary>A JSON body fits, or is refused with the paths and rules of what is wrong and never with its values.</summary>
public sealed partial class JsonBodyTests
{
    private const string Secret = "do-not-repeat-this";

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    public async Task A_body_that_fits_is_read(string contentType)
    {
        var result = await ReadAsync("""{"name":"x","roles":["a","b"],"inner":{"days":3}}""", contentType);

        Assert.True(result.TryGet(out var body, out _));
        Assert.Equal(("x", 3, null), (body.Name, body.Inner!.Days, body.At));
        Assert.Equal(["a", "b"], body.Roles!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Another_media_type_is_refused(string? contentType)
    {
        var refusal = (await ReadAsync("""{"name":"x"}""", contentType)).Refusal!;
        Assert.Equal((ErrorCode.UnsupportedMediaType, "content_type"), (refusal.Code, refusal.Reason));
    }

    [Theory]
    [InlineData("", "body required")]
    [InlineData("null", "body required")]
    [InlineData(" ", "body json")]
    [InlineData("{", "body json")]
    [InlineData("""{"name":"x"} {}""", "body json")]
    [InlineData("""{"name":"x",}""", "body json")]
    [InlineData("""{"name":/* */"x"}""", "body json")]
    [InlineData("{\"\\ud800\":1}", "body json")]
    [InlineData("[]", "body type")]
    [InlineData("1", "body type")]
    [InlineData("{}", "name required")]
    [InlineData("""{"name":null}""", "name required")]
    [InlineData("""{"name":1}""", "name type")]
    [InlineData("""{"Name":"x"}""", "Name unknown,name required")]
    [InlineData("""{"name":"x","name":"do-not-repeat-this"}""", "name single")]
    [InlineData("""{"name":"x","a":1,"b":"do-not-repeat-this"}""", "a unknown,b unknown")]
    [InlineData("""{"name":"x","computed":1}""", "computed unknown")]
    [InlineData("""{"name":"x","roles":"do-not-repeat-this"}""", "roles type")]
    [InlineData("""{"name":"x","roles":["a",2]}""", "roles[1] type")]
    [InlineData("""{"name":"x","roles":["a",null]}""", "roles[1] required")]
    [InlineData("""{"name":"x","inner":{"days":"do-not-repeat-this"}}""", "inner.days type")]
    [InlineData("""{"name":"x","inners":[{"days":1},{"day":2}]}""", "inners[1].day unknown")]
    [InlineData("""{"name":"x","at":"do-not-repeat-this"}""", "at type")]
    [InlineData("""{"name":"x","inner":{"days":99999999999}}""", "inner.days type")]
    public async Task What_is_wrong_is_named_by_its_path(string body, string errors)
    {
        var refusal = (await ReadAsync(body)).Refusal!;

        Assert.Equal(ErrorCode.InvalidRequest, refusal.Code);
        Assert.Equal(errors.Split(','), refusal.Errors!.Select(error => $"{error.Path} {error.Rule}"));
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(refusal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_UTF_8_is_refused() =>
        Assert.Equal(ErrorCode.InvalidRequest, (await ReadAsync([.. """{"name":" """u8, 0xff, .. "\"}"u8])).Refusal!.Code);

    [Fact]
    public async Task Deep_nesting_is_refused() =>
        Assert.Equal("json", (await ReadAsync(new string('[', 10_000))).Refusal!.Errors![0].Rule);

    [Fact]
    public async Task An_answer_names_twenty_errors_at_most() =>
        Assert.Equal(20, (await ReadAsync($$"""{"name":"x",{{string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"m{i}\":{i}"))}}}""")).Refusal!.Errors!.Count);

    [Theory]
    [InlineData(64 * 1024, false)]
    [InlineData(64 * 1024 + 1, true)]
    public async Task A_body_over_64_KiB_is_refused_also_when_its_length_is_not_announced(int bytes, bool tooLarge)
    {
        const string rest = """{"name":""}""";
        var result = await ReadAsync($$"""{"name":"{{new string('x', bytes - rest.Length)}}"}""");

        Assert.Equal(tooLarge ? ErrorCode.PayloadTooLarge : null, result.Refusal?.Code);
    }

    private static Task<Result<Body>> ReadAsync(string body, string? contentType = "application/json") => ReadAsync(Encoding.UTF8.GetBytes(body), contentType);

    private static Task<Result<Body>> ReadAsync(byte[] body, string? contentType = "application/json")
    {
        DefaultHttpContext http = new();
        http.Request.ContentType = contentType;
        http.Request.Body = new MemoryStream(body);
        return JsonBody.ReadAsync(http.Request, Bodies.Default.Body, CancellationToken.None);
    }

    internal sealed record Body(IReadOnlyList<string>? Roles, Inner? Inner, IReadOnlyList<Inner>? Inners, DateTimeOffset? At)
    {
        public required string Name { get; init; }

        public int Computed => 1;
    }

    internal sealed record Inner(int Days);

    [JsonSerializable(typeof(Body))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    internal sealed partial class Bodies : JsonSerializerContext;
}
