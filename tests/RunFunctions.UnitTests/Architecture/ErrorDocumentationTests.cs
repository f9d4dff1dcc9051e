using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using RunFunctions.Api.Http;
using RunFunctions.Core.Results;
using RunFunctions.TestSupport;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>One status per error code, and docs/errors.md lists every code, status, reason and rule that callers can meet.</summary>
public sealed partial class ErrorDocumentationTests
{
    private static readonly IReadOnlyList<MarkdownTable> Documented = MarkdownTable.In(Repository.Read("docs/errors.md").Text);

    [Fact]
    public void Every_code_has_one_status() =>
        Assert.Equal(Enum.GetValues<ErrorCode>().Order(), ErrorStatus.Table.Keys.Order());

    [Fact]
    public void No_status_is_a_success() => Assert.All(ErrorStatus.Table.Values, status => Assert.InRange(status, 400, 599));

    [Fact]
    public void Documented_codes_are_the_codes_with_their_status()
    {
        var table = Documented.Single(table => table.Section == "Codes");

        Assert.Equal(
            ErrorStatus.Table.Select(code => $"{ErrorCodeNames.Of(code.Key)} {code.Value.ToString(CultureInfo.InvariantCulture)}").Order(),
            table.Column("error_code").Zip(table.Column("Status")).Select(code => $"{code.First} {code.Second}").Order());
    }

    [Fact]
    public void Documented_reasons_are_the_reasons_in_the_code()
    {
        var table = Documented.Single(table => table.Section == "Reasons");

        Assert.Equal(Reasons().Order(StringComparer.Ordinal), table.Column("details.reason").Order(StringComparer.Ordinal));
        Assert.Subset(Documented.Single(codes => codes.Section == "Codes").Column("error_code").ToHashSet(), table.Column("error_code").ToHashSet());
    }

    [Fact]
    public void Documented_rules_are_the_rules_in_the_code() =>
        Assert.Equal(
            AppFiles().SelectMany(file => Rules(file.Code)).Distinct().Order(StringComparer.Ordinal),
            Documented.Single(table => table.Section == "Rules").Column("rule").Order(StringComparer.Ordinal));

    [Fact]
    public void Reasons_are_constants() =>
        Rule.Holds(AppFiles().SelectMany(file => LiteralReasons(file.Code).Select(found => $"{file.Path}: {found}")));

    [Theory]
    [InlineData("return Refusal.Conflict(\"SOME_REASON\", \"Text.\");")]
    [InlineData("new Refusal(ErrorCode.Conflict, \"Text.\", \"SOME_REASON\")")]
    public void A_literal_reason_is_found(string code) => Assert.Single(LiteralReasons(code));

    [Fact]
    public void A_rule_is_found_wherever_it_is_named() =>
        Assert.Equal(
            ["range", "unknown", "multipart"],
            Rules("Refusal.Invalid(Limit, \"range\", $\"x\"); new InputError(name, \"unknown\", \"x\"); Refusal.Invalid(a.B(c) ? \"d\" : e, \"multipart\", \"x\");"));

    private static IEnumerable<TextFile> AppFiles() =>
        Repository.CSharp("src").Where(file => file.Path.StartsWith("src/RunFunctions.", StringComparison.Ordinal));

    private static IEnumerable<string> Reasons() => Assemblies.App
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(field => field.IsLiteral && field.Name.EndsWith("Reason", StringComparison.Ordinal))
        .Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> LiteralReasons(string code) => LiteralReason().Matches(code).Select(match => match.Value);

    // The second argument is the rule.
    private static IEnumerable<string> Rules(string code) =>
        InputErrors().Matches(code)
            .Select(match => CSharpText.Bracketed(code, match.Index + match.Length - 1))
            .Select(arguments => RuleArgument().Match(arguments))
            .Where(match => match.Success)
            .Select(match => match.Groups["rule"].Value);

    [GeneratedRegex("""\bRefusal\.Conflict\(\s*"|\bnew Refusal\(\s*ErrorCode\.\w+,\s*\$?"[^"]*",\s*"\w+"\s*[,)]""")]
    private static partial Regex LiteralReason();

    [GeneratedRegex(@"\bRefusal\.Invalid\(|\bnew InputError\(")]
    private static partial Regex InputErrors();

    [GeneratedRegex(""",\s*"(?<rule>[a-z_]+)",\s*(?:\$?"|message)""")]
    private static partial Regex RuleArgument();
}
