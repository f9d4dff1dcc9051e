using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

public sealed class RunIdTests
{
    private static readonly SubjectKey Subject = new(RunKind.Parse("document"), "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11");

    [Fact]
    public void A_new_id_is_a_lowercase_version_4_uuid_that_shares_its_first_twelve_digits_with_its_subject()
    {
        var id = RunId.New(Subject, Guid.Parse("11111111-2222-4333-8444-555555555555"));
        Assert.Equal(RunId.ShardOf(Subject), id.Shard);
        Assert.EndsWith("-4333-8444-555555555555", id.Value, StringComparison.Ordinal);
        Assert.True(RunId.TryParse(id.Value, out var read));
        Assert.Equal(id, read);
    }

    [Fact]
    public void Runs_of_other_subjects_live_elsewhere()
    {
        Assert.NotEqual(RunId.ShardOf(Subject), RunId.ShardOf(Subject with { Id = "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a12" }));
        Assert.NotEqual(RunId.ShardOf(Subject), RunId.ShardOf(Subject with { Kind = RunKind.Parse("patient") }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("6F1C0A52-6F0E-4A7E-9D0A-0B7F6E1F2A11")]
    [InlineData("6f1c0a526f0e4a7e9d0a0b7f6e1f2a11")]
    [InlineData("{6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11}")]
    [InlineData("6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a1")]
    [InlineData("6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a1g")]
    [InlineData("../../../../../../../../etc/passwd.pdf0")]
    [InlineData("6f1c0a52'6f0e-4a7e-9d0a-0b7f6e1f2a11")]
    public void Anything_but_a_lowercase_uuid_is_no_run_id(string? text) => Assert.False(RunId.TryParse(text, out _));
}
