using RunFunctions.Infrastructure.Runtime;
using RunFunctions.TestSupport;
using RunFunctions.UnitTests.Documents.Calibration;

namespace RunFunctions.UnitTests.Infrastructure.Runtime;

/// <summary>config/confidence_policy.yaml, and files like it.</summary>
public sealed class ConfidencePolicyFileTests
{
    private const string Good = """
        policy_version: v1
        band_cutoffs: { low_max: 0.50, mid_max: 0.75 }
        thresholds:
          boosted: { enter: 0.78, exit: 0.74 }
          demoted: { enter: 0.38, exit: 0.46 }
        min_volume: 5
        edit_weight: 2
        reopen_reverts: false
        """;

    private const string Json = """
        {"policy_version":"v1","band_cutoffs":{"low_max":0.50,"mid_max":0.75},"thresholds":{"boosted":{"enter":0.78,"exit":0.74},
        "demoted":{"enter":0.38,"exit":0.46}},"min_volume":5,"edit_weight":2,"reopen_reverts":false}
        """;

    [Fact]
    public void The_file_that_comes_with_the_app_is_a_policy() =>
        Assert.Equal(Policies.Ours, ConfidencePolicyFile.Read(Path.Combine(TestAzurite.RepositoryRoot, "config", "confidence_policy.yaml")));

    [Theory]
    [InlineData(Good)]
    [InlineData(Json)]
    public void A_policy_is_YAML_or_JSON(string text) => Assert.Equal(Policies.Ours, ConfidencePolicyFile.Parse(text).Value);

    [Fact]
    public void Suppression_is_optional() => Assert.Equal(
        Policies.Suppressing, ConfidencePolicyFile.Parse(Good.Replace("thresholds:", "thresholds:\n  suppressed: { enter: 0.20, exit: 0.30 }", StringComparison.Ordinal)).Value);

    [Theory]
    [InlineData("low_max: 0.50", "low_max: 0.80", "band_cutoffs.low_max range")]
    [InlineData("low_max: 0.50", "low_max: some", "band_cutoffs.low_max range")]
    [InlineData("mid_max: 0.75", "mid_max: 1.5", "band_cutoffs.mid_max range")]
    [InlineData("enter: 0.78", "enter: 0.70", "thresholds.boosted.exit range")]
    [InlineData("enter: 0.38", "enter: 0.50", "thresholds.demoted.enter range")]
    [InlineData("exit: 0.46", "exit: 0.75", "thresholds.demoted.exit range")]
    [InlineData("boosted: { enter: 0.78, exit: 0.74 }", "suppressed: { enter: 0.1, exit: 0.2 }", "thresholds.boosted.enter required,thresholds.boosted.exit required")]
    [InlineData("thresholds:", "thresholds:\n  suppressed: { enter: 0.1 }", "thresholds.suppressed.exit required")]
    [InlineData("thresholds:", "thresholds:\n  suppressed: { enter: 0.1, exit: 0.40 }", "thresholds.suppressed.exit range")]
    [InlineData("min_volume: 5", "min_volume: 0", "min_volume range")]
    [InlineData("min_volume: 5", "min_volume: 2.5", "min_volume range")]
    [InlineData("min_volume: 5", "", "min_volume required")]
    [InlineData("min_volume: 5", "min_volumes: 5", "min_volumes unknown,min_volume required")]
    [InlineData("min_volume: 5", "min_volume: 5\nmin_volume: 6", "min_volume single")]
    [InlineData("min_volume: 5", "min_volume: [5]", "min_volume type")]
    [InlineData("edit_weight: 2", "edit_weight: 0.5", "edit_weight range")]
    [InlineData("reopen_reverts: false", "reopen_reverts: maybe", "reopen_reverts boolean")]
    [InlineData("policy_version: v1", "policy_version: a|b", "policy_version range")]
    [InlineData("policy_version: v1", "policy_version: &a v1\nx: *a", "x type")]
    [InlineData("min_volume: 5", "min_volume: \"5", "body yaml")]
    public void Whatever_is_wrong_is_named_by_its_key(string part, string wrong, string expected) => Assert.Equal(
        expected,
        string.Join(',', ConfidencePolicyFile.Parse(Good.Replace(part, wrong, StringComparison.Ordinal)).Refusal!.Errors!.Select(error => $"{error.Path} {error.Rule}")));

    [Theory]
    [InlineData("", "body required")]
    [InlineData("just text", "body type")]
    [InlineData(Good + "\n---\na: b", "body single")]
    public void Something_else_is_no_policy(string text, string expected)
    {
        var error = Assert.Single(ConfidencePolicyFile.Parse(text).Refusal!.Errors!);
        Assert.Equal(expected, $"{error.Path} {error.Rule}");
    }

    [Fact]
    public void A_null_is_a_key_that_is_left_out()
    {
        Assert.Equal(Policies.Ours, ConfidencePolicyFile.Parse(Json.Replace("\"thresholds\":{", "\"thresholds\":{\"suppressed\":null,", StringComparison.Ordinal)).Value);
        var error = Assert.Single(ConfidencePolicyFile.Parse(Json.Replace("\"min_volume\":5", "\"min_volume\":null", StringComparison.Ordinal)).Refusal!.Errors!);
        Assert.Equal("min_volume required", $"{error.Path} {error.Rule}");
    }

    [Fact]
    public void A_deep_text_is_refused_early() =>
        Assert.Equal("type", ConfidencePolicyFile.Parse(string.Concat(Enumerable.Repeat("{a: ", 500))).Refusal!.Errors![0].Rule);

    [Fact]
    public void The_app_does_not_start_with_a_wrong_policy_and_says_which_key_is_wrong()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Good.Replace("min_volume: 5", "min_volume: 0", StringComparison.Ordinal));
            Assert.Contains("min_volume: Expected a whole number from 1", Assert.Throws<InvalidOperationException>(() => ConfidencePolicyFile.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Contains("nowhere.yaml", Assert.Throws<InvalidOperationException>(() => ConfidencePolicyFile.Read("nowhere.yaml")).Message, StringComparison.Ordinal);
    }
}
