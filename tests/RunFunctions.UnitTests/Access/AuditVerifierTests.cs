using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.UnitTests.Access;

public sealed class AuditVerifierTests
{
    private readonly AuditDay _day = new(5, 3);

    private static AuditChainId First { get; } = new(AuditDay.Day, "000000000000");

    [Fact]
    public void A_day_as_it_was_written_has_no_findings() =>
        Prop.ForAll(Gen.Choose(0, 8).ArrayOf(4).ToArbitrary(), lengths => Assert.Empty(new AuditDay(lengths).Verify())).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_records_are_deleted_exactly_they_are_missing()
    {
        Prop.ForAll(Gen.Elements(true, false).ArrayOf(8).ToArbitrary(), keep =>
        {
            var day = new AuditDay(8);
            var deleted = Enumerable.Range(1, keep.Length).Where(sequence => !keep[sequence - 1]).ToList();
            day.Records.RemoveAll(record => deleted.Contains(record.Sequence!.Value));

            var found = day.Verify();

            Assert.All(found, finding => Assert.Equal(AuditFindingKind.Missing, finding.Kind));
            Assert.Equal(deleted, found.SelectMany(finding => Enumerable.Range(finding.Sequence!.Value, finding.Through!.Value - finding.Sequence.Value + 1)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_edited_record_is_found_where_it_is()
    {
        Change(2, record => record with { Entry = record.Entry with { Action = "documents.upload" } });

        Assert.Equal([new AuditFinding(AuditFindingKind.Edited, First, 3, RowKey: "000000000000|3")], _day.Verify());
    }

    [Fact]
    public void An_unreadable_record_and_one_of_an_unknown_key_are_found_where_they_are()
    {
        _day.Records[0] = _day.Records[0] with { Record = null };
        Change(1, record => record with { KeyId = "0009" });

        Assert.Equal(
            [
                new AuditFinding(AuditFindingKind.UnknownKey, First, 2, RowKey: "000000000000|2"),
                new AuditFinding(AuditFindingKind.Unreadable, First, 1, RowKey: "000000000000|1"),
            ],
            _day.Verify());
    }

    [Fact]
    public void A_record_under_another_key_is_moved_and_not_missing()
    {
        _day.Records[1] = _day.Records[1] with { RowKey = "elsewhere", IsInPlace = false };

        Assert.Equal([new AuditFinding(AuditFindingKind.Moved, First, 2, RowKey: "elsewhere")], _day.Verify());
    }

    [Fact]
    public void A_record_made_without_the_key_was_inserted()
    {
        var beyond = AuditDay.Stored(_day.Records[4].Record! with { Sequence = 6, Hash = new string('a', 64) });
        var unknown = AuditDay.Stored(_day.Records[4].Record! with { Sequence = 1, Instance = "ffffffffffff" });
        var twice = _day.Records[2] with { RowKey = "other", Record = _day.Records[2].Record! with { Hash = new string('a', 64) } };
        _day.Records.AddRange([beyond, unknown, twice]);

        Assert.Equal(
            [AuditFindingKind.Inserted, AuditFindingKind.Inserted, AuditFindingKind.Inserted],
            _day.Verify().Select(finding => finding.Kind));
    }

    [Fact]
    public void A_second_version_of_a_record_made_with_the_key_does_not_pass()
    {
        var chain = AuditChain.Begin(AuditDay.Organization, First);
        for (var i = 0; i < 2; i++)
        {
            chain = chain.With(_day.Records[i].Record!);
        }

        _day.Records[2] = AuditDay.Stored(chain.Next(AuditDay.Entry(9), AuditDay.Key));

        Assert.Equal(AuditFindingKind.OutOfOrder, Assert.Single(_day.Verify(), finding => finding.Sequence == 4).Kind);
    }

    [Fact]
    public void A_chain_without_its_head_and_a_chain_that_vanished_with_it_are_missed()
    {
        var second = _day.Heads[1];
        _day.Heads.RemoveAt(0);
        Assert.Equal([new AuditFinding(AuditFindingKind.HeadMissing, First)], _day.Verify());

        _day.Records.RemoveAll(record => record.Chain == First);
        Assert.Equal([new AuditFinding(AuditFindingKind.HeadMissing, First)], _day.Verify());
        Assert.Equal(First, Assert.Single(second.Head!.Before));
    }

    [Fact]
    public void An_edited_or_unreadable_head_is_found()
    {
        _day.Heads[0] = _day.Heads[0] with { Head = _day.Heads[0].Head! with { Count = 4, Hash = _day.Records[3].Record!.Hash } };
        _day.Heads[1] = _day.Heads[1] with { Head = null };

        Assert.Equal(
            [
                new AuditFinding(AuditFindingKind.HeadMismatch, First, RowKey: "000000000000"),
                new AuditFinding(AuditFindingKind.HeadMismatch, _day.Heads[1].Chain, RowKey: "000000000001"),
            ],
            _day.Verify());
    }

    [Theory]
    [InlineData(50, false)]
    [InlineData(70, true)]
    public void A_head_that_lags_by_more_than_a_minute_was_put_back(int records, bool isFound)
    {
        var day = new AuditDay(records);
        var early = AuditChain.Begin(AuditDay.Organization, First).With(day.Records[0].Record!);
        day.Heads[0] = AuditDay.Stored(AuditChainHead.Of(early, [], early.LastAt, AuditDay.Key));

        Assert.Equal(isFound ? [new AuditFinding(AuditFindingKind.HeadMismatch, First, 1)] : [], day.Verify());
    }

    [Fact]
    public void Whatever_single_record_is_exchanged_for_another_both_are_found()
    {
        Prop.ForAll(Gen.Choose(0, 7).Zip(Gen.Choose(0, 7)).Where(pair => pair.Item1 != pair.Item2).ToArbitrary(), pair =>
        {
            var day = new AuditDay(5, 3);
            var (one, other) = (day.Records[pair.Item1], day.Records[pair.Item2]);
            day.Records[pair.Item1] = one with { Record = other.Record, IsInPlace = false };
            day.Records[pair.Item2] = other with { Record = one.Record, IsInPlace = false };

            Assert.Equal(
                new[] { (one.RowKey, other.Sequence), (other.RowKey, one.Sequence) }.Order(),
                day.Verify().Select(finding => (finding.RowKey!, finding.Sequence)).Order());
        }).QuickCheckThrowOnFailure();
    }

    private void Change(int index, Func<AuditRecord, AuditRecord> change) =>
        _day.Records[index] = _day.Records[index] with { Record = change(_day.Records[index].Record!) };
}
