namespace RunFunctions.UnitTests.Architecture;

/// <summary>Rules on the text of the sources, each with proof that it can fail.</summary>
public sealed class SourceRuleTests
{
    // The sources of ids, one per runtime; everything else has them injected.
    private static readonly HashSet<string> IdSources =
    [
        "src/RunFunctions.Infrastructure/Runtime/RandomIdSource.cs",
        "src/LocalRuntime/LocalRuntime.Functions/Hosting/Identifiers.cs",
        "src/LocalRuntime/LocalRuntime.DurableTask/Engine/Identifiers.cs",
    ];

    // Where the clock enters: the composition of the app and of the host, and the signature of a table request.
    private static readonly HashSet<string> ClockSources =
    [
        "src/RunFunctions.Api/Platform/PlatformServices.cs",
        "src/LocalRuntime/LocalRuntime.Functions/Hosting/Startup/HostComposition.cs",
        "src/LocalRuntime/LocalRuntime.Tables/Protocol/TableConnection.cs",
    ];

    // A path that a client sends is the subject of this test.
    private static readonly HashSet<string> AboutPaths = ["tests/RunFunctions.UnitTests/Documents/OriginalFileNameTests.cs"];

    [Fact]
    public void Time_and_randomness_are_injected() =>
        Rule.Holds(Found(Repository.CSharp("src").Where(file => !IdSources.Contains(file.Path)), file => SourceRules.AmbientTimeAndRandomness(file.Code)));

    [Fact]
    public void Every_source_of_ids_is_still_one() =>
        Assert.All(IdSources, path => Assert.NotEmpty(SourceRules.AmbientTimeAndRandomness(Repository.Read(path).Code)));

    [Fact]
    public void An_id_source_makes_ids_only() =>
        Assert.All(IdSources, path => Assert.All(SourceRules.AmbientTimeAndRandomness(Repository.Read(path).Code), found => Assert.StartsWith("Guid", found)));

    [Fact]
    public void The_clock_enters_where_the_app_is_put_together() =>
        Assert.Equal(ClockSources.Order(), Repository.CSharp("src").Where(file => SourceRules.SystemClock(file.Code).Any()).Select(file => file.Path).Order());

    [Fact]
    public void No_code_is_conditional() =>
        Rule.Holds(Found(
            Repository.CSharp("src").Concat(Repository.CSharp("tests/Durable.Conformance")).Concat(Repository.CSharp("tests/Durable.Conformance.App")),
            file => SourceRules.ConditionalCode(file.Code)));

    [Fact]
    public void Every_regex_is_bounded() => Rule.Holds(Found(Repository.CSharp("src"), file => SourceRules.UnboundedRegexes(file.Code)));

    [Fact]
    public void No_test_is_skipped() => Rule.Holds(Found(Repository.CSharp("tests"), file => SourceRules.SkippedTests(file.Code)));

    [Fact]
    public void Long_files_say_why() =>
        Rule.Holds(Repository.CSharp("").Where(file => SourceRules.IsLongWithoutReason(file.Text)).Select(file => file.Path));

    [Fact]
    public void No_file_names_a_path_of_one_machine()
    {
        string[] patterns = ["*.cs", "*.csproj", "*.props", "*.json", "*.md", "*.sln", "*.py", "*.sh", "*.txt", ".editorconfig", ".gitignore", ".gitattributes", "run"];
        var files = patterns.SelectMany(pattern => Repository.Files("", pattern)).Where(file => !AboutPaths.Contains(file.Path));
        Rule.Holds(Found(files, file => SourceRules.MachinePaths(file.Text)));
    }

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = System.DateTimeOffset.UtcNow;")]
    [InlineData("var now = DateTimeOffset.Now;")]
    [InlineData("var day = DateTime.Today;")]
    [InlineData("var id = Guid.NewGuid();")]
    [InlineData("var id = Guid.CreateVersion7();")]
    [InlineData("var random = new Random(1);")]
    [InlineData("Random random = new(1);")]
    [InlineData("var n = Random.Shared.Next();")]
    [InlineData("var t = Environment.TickCount64;")]
    public void Ambient_time_and_randomness_are_found(string code) => Assert.NotEmpty(SourceRules.AmbientTimeAndRandomness(code));

    [Theory]
    [InlineData("var now = clock.GetUtcNow();")]
    [InlineData("var started = Stopwatch.GetTimestamp();")]
    [InlineData("var key = RandomNumberGenerator.GetBytes(32);")]
    [InlineData("// DateTime.UtcNow is not allowed")]
    public void Injected_time_and_keys_are_not(string code) =>
        Assert.Empty(SourceRules.AmbientTimeAndRandomness(CSharpText.WithoutComments(code)));

    [Theory]
    [InlineData("#if AZURE")]
    [InlineData("  # if DEBUG")]
    [InlineData("#else")]
    public void Conditional_code_is_found(string code) => Assert.NotEmpty(SourceRules.ConditionalCode(code));

    [Fact]
    public void Pragmas_are_not_conditional_code() => Assert.Empty(SourceRules.ConditionalCode("#nullable disable\n#pragma warning disable X"));

    [Theory]
    [InlineData("var r = new Regex(\"a+\");")]
    [InlineData("var r = new Regex(\"(a)\", RegexOptions.Compiled);")]
    [InlineData("private static readonly Regex R = new(\n    \"a+\", RegexOptions.IgnoreCase);")]
    [InlineData("public static Regex R { get; } = new(\"a+\");")]
    [InlineData("if (Regex.IsMatch(text, \"a+\")) { }")]
    [InlineData("[GeneratedRegex(\"a+\")]")]
    [InlineData("const RegexOptions Options = RegexOptions.Compiled;\nRegex r = new(\"a+\", Options);")]
    public void An_unbounded_regex_is_found(string code) => Assert.Single(SourceRules.UnboundedRegexes(code));

    [Theory]
    [InlineData("var r = new Regex(\"a+\", RegexOptions.NonBacktracking);")]
    [InlineData("var r = new Regex(\"a+\", RegexOptions.None, TimeSpan.FromSeconds(1));")]
    [InlineData("[GeneratedRegex(\"a+\", RegexOptions.None, matchTimeoutMilliseconds: 100)]")]
    [InlineData("const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase;\nRegex r = new(\"a+\", Options);")]
    public void A_bounded_regex_is_not(string code) => Assert.Empty(SourceRules.UnboundedRegexes(code));

    [Theory]
    [InlineData("[Fact(Ski" + "p = \"later\")]")]
    [InlineData("[Theory(DisplayName = \"x\", Ski" + "p = \"later\")]")]
    [InlineData("[Fact(Ski" + "pUnless = nameof(X))]")]
    public void A_skipped_test_is_found(string code) => Assert.NotEmpty(SourceRules.SkippedTests(code));

    [Fact]
    public void Leaving_out_list_entries_is_no_skipped_test() => Assert.Empty(SourceRules.SkippedTests("[Fact]\npublic void X() => list.Skip(1);"));

    [Fact]
    public void A_long_file_without_a_reason_is_found()
    {
        var lines = string.Concat(Enumerable.Repeat("x\n", 401));
        Assert.True(SourceRules.IsLongWithoutReason(lines));
        Assert.False(SourceRules.IsLongWithoutReason("// One file because it is one table.\n" + lines));
        Assert.False(SourceRules.IsLongWithoutReason(lines[..^2]));
    }

    [Theory]
    [InlineData("/wo" + "rk/main/src")]
    [InlineData("see /tm" + "p/out.txt")]
    [InlineData("\"/ho" + "me/someone/file\"")]
    [InlineData("/Us" + "ers/someone/file")]
    [InlineData("C:\\Us" + "ers\\someone")]
    [InlineData("/ro" + "ot/.nuget")]
    public void A_path_of_one_machine_is_found(string text) => Assert.NotEmpty(SourceRules.MachinePaths(text));

    [Theory]
    [InlineData("src/work/item.cs")]
    [InlineData("https://example.org/tmp/x")]
    [InlineData("../tmp/x")]
    [InlineData("/api/documents/upload")]
    public void Other_paths_are_not(string text) => Assert.Empty(SourceRules.MachinePaths(text));

    private static IEnumerable<string> Found(IEnumerable<TextFile> files, Func<TextFile, IEnumerable<string>> rule) =>
        files.SelectMany(file => rule(file).Select(found => $"{file.Path}: {found}"));
}
