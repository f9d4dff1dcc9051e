using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Access.Demonstration;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Infrastructure.LanguageModel;
using RunFunctions.Infrastructure.Ocr;
using RunFunctions.Infrastructure.Pdf;
using RunFunctions.TestSupport;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>What the documents say about the code is so.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void The_storage_budget_has_every_http_function_and_no_other() =>
        Assert.Equal(
            AppFunctions.All.Where(function => AppFunctions.TriggerOf(function) is not null)
                .Select(function => function.GetCustomAttribute<FunctionAttribute>()!.Name)
                .Order(StringComparer.Ordinal),
            StorageBudget.Requests.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_budgets_that_the_design_promises_are_kept()
    {
        Assert.Equal(1, StorageBudget.Requests["GetRun"].Calls);
        Assert.Equal(1, StorageBudget.Requests["ListDocuments"].Calls);
        Assert.InRange(StorageBudget.Requests["UploadDocument"].Calls, 1, 4);
        Assert.InRange(StorageBudget.Requests["ReprocessDocument"].Calls, 1, 4);
        Assert.All(StorageBudget.Requests, request => Assert.InRange(request.Value.Identity, 0, 1));
        Assert.All(StorageBudget.Requests, request => Assert.Equal(AccessMatrix.Of(request.Key)!.Audit is { Kind: not AuditKind.Read } ? 1 : 0, request.Value.Audit));
        Assert.InRange(StorageBudget.Runs.First(run => run.Key.StartsWith("Two-step document run", StringComparison.Ordinal)).Value, 1, 14);
    }

    [Theory]
    [InlineData("Access", typeof(AccessSettings))]
    [InlineData("Access:Demonstration", typeof(DemonstrationSettings))]
    [InlineData("Engine", typeof(RunSettings))]
    [InlineData("Webhooks", typeof(WebhookSettings))]
    [InlineData("Engine:Concurrency", typeof(ConcurrencySettings))]
    [InlineData("Access:RateLimit", typeof(RateLimitSettings))]
    [InlineData("Http:Cors", typeof(CorsSettings))]
    [InlineData("Documents", typeof(DocumentSettings))]
    [InlineData("Documents:Pdf", typeof(PdfLimits))]
    [InlineData("Documents:Ocr", typeof(OcrSettings))]
    [InlineData("Documents:LanguageModel", typeof(LanguageModelSettings))]
    public void The_readme_lists_the_settings_with_their_defaults(string section, Type settings)
    {
        var documented = MarkdownTable.In(Repository.Read("README.md").Text).Single(table => table.Columns.Contains("Setting"))
            .Rows.ToDictionary(row => row[0], row => row[1]);
        var defaults = Activator.CreateInstance(settings)!;

        Rule.Holds(
            from property in settings.GetProperties()
            let name = $"{section}:{property.Name}"
            let value = FormattableString.Invariant($"{property.GetValue(defaults)}")
            where !documented.TryGetValue(name, out var text) || text != value
            select $"{name} = {value}");
    }

    [Fact]
    public void Links_between_documents_lead_somewhere() => Rule.Holds(Repository.Files("", "*.md").SelectMany(BrokenLinks));

    [Fact]
    public void A_broken_link_is_found()
    {
        Assert.NotEmpty(BrokenLinks(new TextFile("docs/x.md", "see [y](../nowhere.md)")));
        Assert.Empty(BrokenLinks(new TextFile("docs/x.md", "see [y](../package.json), [z](https://example.org) and [w](#below)")));
    }

    [Fact]
    public void Every_decision_is_in_the_list_of_decisions() =>
        Rule.Holds(Repository.Files("docs/decisions", "0*.md")
            .Select(file => Path.GetFileName(file.Path))
            .Where(name => !Repository.Read("docs/decisions/README.md").Text.Contains($"({name})", StringComparison.Ordinal)));

    private static IEnumerable<string> BrokenLinks(TextFile file) =>
        from match in Link().Matches(file.Text)
        let target = match.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        let path = Path.Combine(Repository.Root, Path.GetDirectoryName(file.Path)!, target)
        where !File.Exists(path) && !Directory.Exists(path)
        select $"{file.Path}: {target}";

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
