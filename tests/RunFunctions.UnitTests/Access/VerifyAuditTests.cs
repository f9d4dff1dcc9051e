using Moq;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Access.Ports;

namespace RunFunctions.UnitTests.Access;

public sealed class VerifyAuditTests
{
    private readonly AuditDay _day = new(3, 2);
    private readonly Mock<IAuditTrail> _trail = new();
    private readonly Mock<IKeyRing> _keys = new();

    public VerifyAuditTests()
    {
        _trail.Setup(trail => trail.ReadDayAsync(AuditDay.Organization, It.IsAny<DateOnly>(), It.IsAny<CancellationToken>()))
            .Returns((OrganizationId _, DateOnly day, CancellationToken _) => (day == AuditDay.Day ? _day.Records : []).ToAsyncEnumerable());
        _keys.Setup(keys => keys.FindAsync(AuditDay.Organization, KeyPurpose.Audit, AuditDay.Key.Id, It.IsAny<CancellationToken>())).ReturnsAsync(AuditDay.Key);
        Heads(_day.Heads);
    }

    [Fact]
    public async Task What_is_written_while_it_is_verified_is_no_finding()
    {
        // The second chain begins after the heads were read; the first goes on.
        var first = _day.Heads[0] with
        {
            Head = AuditChainHead.Of(AuditChain.Begin(AuditDay.Organization, _day.Heads[0].Chain), [], _day.Heads[0].Head!.UpdatedAt, AuditDay.Key),
        };
        Heads([first], _day.Heads);

        var verified = await VerifyAsync(AuditDay.Day, AuditDay.Day);

        Assert.Equal((1, 1, 5L, 0), (verified.Days, verified.Chains, verified.Entries, verified.FindingCount));
    }

    [Fact]
    public async Task A_chain_of_an_earlier_day_that_a_head_names_must_be_registered()
    {
        var yesterday = new AuditChainId(AuditDay.Day.AddDays(-1), "00000000000a");
        var chain = AuditChain.Begin(AuditDay.Organization, new AuditChainId(AuditDay.Day, "00000000000b"));
        Heads([AuditDay.Stored(AuditChainHead.Of(chain, [yesterday], chain.LastAt, AuditDay.Key))]);
        _day.Records.Clear();

        Assert.Equal([new AuditFinding(AuditFindingKind.HeadMissing, yesterday)], (await VerifyAsync(AuditDay.Day, AuditDay.Day)).Findings);

        _trail.Setup(trail => trail.HasHeadAsync(AuditDay.Organization, yesterday, It.IsAny<CancellationToken>())).ReturnsAsync(true);
        Assert.Empty((await VerifyAsync(AuditDay.Day, AuditDay.Day)).Findings);
    }

    [Fact]
    public async Task Days_are_added_up_and_findings_beyond_the_most_are_counted()
    {
        const int chains = VerifyAudit.MaxFindings + 50;
        var id = new AuditChainId(AuditDay.Day, "00000000000a");
        Heads([.. Enumerable.Range(0, chains).Select(i => new StoredAuditHead($"{i}", id with { Instance = $"{i:D12}" }, null))]);
        _day.Records.Clear();

        var verified = await VerifyAsync(AuditDay.Day.AddDays(-2), AuditDay.Day);

        Assert.Equal((3, chains, chains, VerifyAudit.MaxFindings), (verified.Days, verified.Chains, verified.FindingCount, verified.Findings.Count));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(31)]
    public async Task An_empty_or_too_long_range_is_refused(int days)
    {
        var result = await new VerifyAudit(_trail.Object, _keys.Object).HandleAsync(
            AuditDay.Organization, AuditDay.Day, AuditDay.Day.AddDays(days), CancellationToken.None);

        Assert.Equal("range", Assert.Single(result.Refusal!.Errors!).Rule);
    }

    private void Heads(params IReadOnlyList<StoredAuditHead>[] answers)
    {
        var read = 0;
        _trail.Setup(trail => trail.ReadHeadsAsync(AuditDay.Organization, AuditDay.Day, It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => answers[Math.Min(read++, answers.Length - 1)]);
        _trail.Setup(trail => trail.ReadHeadsAsync(AuditDay.Organization, It.Is<DateOnly>(day => day != AuditDay.Day), It.IsAny<CancellationToken>())).ReturnsAsync([]);
    }

    private async Task<AuditVerification> VerifyAsync(DateOnly from, DateOnly to) =>
        (await new VerifyAudit(_trail.Object, _keys.Object).HandleAsync(AuditDay.Organization, from, to, CancellationToken.None)).Value!;
}
