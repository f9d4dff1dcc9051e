using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Engine.Domain;

namespace RunFunctions.UnitTests.Engine;

public sealed class RunFilterTextTests
{
    private static readonly RunKind[] Kinds = [RunKind.Parse("document"), RunKind.Parse("export")];

    [Fact]
    public void What_is_written_is_read_as_the_same_filter()
    {
        var filters =
            from kind in Gen.Elements<RunKind?>(null, Kinds[0], Kinds[1])
            from states in Gen.SubListOf(Enum.GetValues<RunState>())
            from subject in Gen.Elements(null, "6f1c0a52-6f0e-4a7e-9d0a-0b7f6e1f2a11", "A-1")
            from tag in Gen.Elements(null, "a", "batch:2026/03_1.b-c")
            from ticks in Gen.Choose(0, int.MaxValue).Two()
            from has in Gen.Elements<bool?>(null, true, false).Two()
            from fingerprint in Gen.Elements(null, "0123456789abcdef")
            select new RunFilter
            {
                Kind = kind,
                States = [.. states.Order()],
                Subject = subject,
                Tag = tag,
                CreatedFrom = ticks.Item1 % 2 == 0 ? null : RunBuilder.Noon.AddTicks(-ticks.Item1),
                CreatedTo = ticks.Item2 % 2 == 0 ? null : RunBuilder.Noon.AddTicks(ticks.Item2),
                HasFailure = has.Item1,
                Superseded = has.Item2,
                Fingerprint = fingerprint,
            };
        Prop.ForAll(filters.ToArbitrary(), filter =>
        {
            var read = Read([.. RunFilterText.Of(filter)]);
            Assert.Equal(RunFilterText.Line(filter), RunFilterText.Line(read.Value!));
            Assert.Equal(filter.States, read.Value!.States);
            Assert.Equal(filter, read.Value with { States = filter.States });
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("kind", "nothing", "enum")]
    [InlineData("kind", "", "enum")]
    [InlineData("state", "queued", "enum")]
    [InlineData("state", "QUEUED,,RUNNING", "enum")]
    [InlineData("state", "", "enum")]
    [InlineData("subject", "a b", "subject")]
    [InlineData("subject", "", "subject")]
    [InlineData("tag", "Ärger", "tag")]
    [InlineData("tag", "a,b", "tag")]
    [InlineData("tag", "-a", "tag")]
    [InlineData("created_from", "2026-03-01", "date_time")]
    [InlineData("created_from", "2026-03-01T12:00:00", "date_time")]
    [InlineData("created_to", "9999-12-31T23:59:59Z", "date_time")]
    [InlineData("has_failure", "True", "boolean")]
    [InlineData("superseded", "1", "boolean")]
    [InlineData("fingerprint", "0123456789ABCDEF", "fingerprint")]
    public void A_text_that_is_no_value_of_a_run_is_refused_by_its_name(string name, string text, string rule)
    {
        var error = Assert.Single(Read(new KeyValuePair<string, string>(name, text)).Refusal!.Errors!);
        Assert.Equal((name, rule), (error.Path, error.Rule));
    }

    [Fact]
    public void Every_wrong_text_is_named_at_once() =>
        Assert.Equal(["kind", "tag"], Read(new("kind", "x"), new("tag", "X")).Refusal!.Errors!.Select(error => error.Path));

    [Fact]
    public void An_end_before_the_beginning_is_refused() => Assert.Equal(
        "range", Assert.Single(Read(new("created_from", "2026-03-01T12:00:00Z"), new("created_to", "2026-03-01T13:00:00+01:00")).Refusal!.Errors!).Rule);

    [Fact]
    public void A_time_is_read_with_its_offset() =>
        Assert.Equal(RunBuilder.Noon.AddMilliseconds(5), Read(new KeyValuePair<string, string>("created_from", "2026-03-01T14:30:00.005+02:30")).Value!.CreatedFrom);

    private static Core.Results.Result<RunFilter> Read(params KeyValuePair<string, string>[] texts) =>
        RunFilterText.Read(texts.ToDictionary().GetValueOrDefault, Kinds);
}
