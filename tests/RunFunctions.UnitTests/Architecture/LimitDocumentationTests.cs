using System.Globalization;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.TestSupport;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>docs/limits.md says the numbers that the code has.</summary>
public sealed class LimitDocumentationTests
{
    private static readonly IReadOnlyList<MarkdownTable> Documented = MarkdownTable.In(Repository.Read("docs/limits.md").Text);

    [Theory]
    [InlineData("Request body, unless", RequestBodyAttribute.DefaultMaxBytes)]
    [InlineData("Request body of an upload", MultipartUpload.MaxBodyBytes)]
    [InlineData("Uploaded file", UploadDocument.MaxBytes)]
    [InlineData("Items of a page", ListQuery.MaxLimit)]
    [InlineData("Runs of one document", RunSubject.QueueCapacity)]
    [InlineData("Runs counted by state", ListRuns.MostCounted)]
    [InlineData("Failed runs grouped", ListFailures.MostGrouped)]
    [InlineData("Tags of a run", RunAnnotations.MaxTags)]
    [InlineData("Entries in whose file names", IDocumentIndex.MostNames)]
    [InlineData("Note of a run", RunAnnotations.MaxNoteLength)]
    public void Limits_are_the_codes(string limit, long value) =>
        Assert.Equal(value.ToString(CultureInfo.InvariantCulture), ValueOf(limit).Split(' ')[0]);

    [Fact]
    public void Settings_are_the_defaults()
    {
        Assert.Equal(new RunSettings().RunTimeout.ToString(), ValueOf("Wall clock of a run"));
        Assert.Equal(new DocumentSettings().LinkLifetime.ToString(), ValueOf("Lifetime of a download link"));
        Assert.Equal(new RunSettings().StepAttempts.ToString(CultureInfo.InvariantCulture), ValueOf("Attempts per step"));
    }

    [Fact]
    public void Rates_are_the_defaults()
    {
        RateLimitSettings settings = new();
        int[] rates =
        [
            settings.TokenPerSecond, settings.TokenBurst,
            settings.OrganizationPerSecond, settings.OrganizationBurst,
            settings.RefusedPerSecond, settings.RefusedBurst,
        ];

        Assert.Equal(
            rates.Select(rate => rate.ToString(CultureInfo.InvariantCulture)),
            Documented.Single(table => table.Section == "Rates").Rows.SelectMany(row => row.Skip(1)));
    }

    [Fact]
    public void Rates_of_functions_are_the_defaults()
    {
        RateLimitSettings settings = new();
        int[] rates = [settings.UploadPerMinute, settings.DownloadPerMinute, settings.ReviewPerMinute, settings.EditPerMinute, settings.ReprocessPerMinute];

        Assert.Equal(
            rates.Select(rate => rate.ToString(CultureInfo.InvariantCulture)),
            Documented.Single(table => table.Section == "Rates of functions").Rows.Select(row => row[^1]));
    }

    private static string ValueOf(string limit) =>
        Documented.SelectMany(table => table.Rows).Single(row => row[0].StartsWith(limit, StringComparison.Ordinal))[1];
}
