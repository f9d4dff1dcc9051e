using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Access.Domain;

namespace RunFunctions.UnitTests.Access;

public sealed class AuditChainTests
{
    private static readonly AuditChain Beginning = AuditChain.Begin(AuditDay.Organization, new AuditChainId(AuditDay.Day, "00000000000a"));

    [Fact]
    public void Records_follow_from_each_other_and_their_times_only_grow()
    {
        Prop.ForAll(Gen.Choose(-50_000, 40_000).ArrayOf(30).ToArbitrary(), seconds =>
        {
            var chain = Beginning;
            foreach (var offset in seconds)
            {
                var record = chain.Next(AuditDay.Entry(offset), AuditDay.Key);
                Assert.Equal(chain.Count + 1, record.Sequence);
                Assert.Equal(chain.Hash, record.PreviousHash);
                Assert.True(record.Entry.At > chain.LastAt);
                Assert.Equal(AuditDay.Day, record.Chain.Day);
                Assert.True(record.IsGenuine(AuditDay.Key));
                chain = chain.With(record);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_chain_that_could_not_store_a_record_goes_on_without_it()
    {
        var lost = Beginning.Next(AuditDay.Entry(1), AuditDay.Key);
        var stored = Beginning.Next(AuditDay.Entry(2), AuditDay.Key);

        Assert.Equal(lost.Sequence, stored.Sequence);
        Assert.Equal(lost.PreviousHash, stored.PreviousHash);
        Assert.NotEqual(lost.Hash, stored.Hash);
    }

    [Fact]
    public void An_entry_of_a_later_day_or_another_organization_does_not_belong_to_a_chain()
    {
        Assert.Throws<ArgumentException>(() => Beginning.Next(AuditDay.Entry(24 * 60 * 60), AuditDay.Key));
        Assert.Throws<ArgumentException>(() => Beginning.Next(AuditDay.Entry(0) with { Organization = OrganizationId.Parse("other") }, AuditDay.Key));
    }

    [Fact]
    public void Every_value_counts_in_the_hash()
    {
        var record = Beginning.Next(AuditDay.Entry(0), AuditDay.Key);
        AuditRecord[] changed =
        [
            record with { Entry = record.Entry with { Organization = OrganizationId.Parse("other") } },
            record with { Entry = record.Entry with { At = record.Entry.At.AddTicks(1) } },
            record with { Entry = record.Entry with { User = null } },
            record with { Entry = record.Entry with { CredentialId = "other" } },
            record with { Entry = record.Entry with { Action = "documents.upload" } },
            record with { Entry = record.Entry with { ObjectType = null } },
            record with { Entry = record.Entry with { ObjectId = "" } },
            record with { Entry = record.Entry with { Outcome = AuditOutcome.Denied } },
            record with { Entry = record.Entry with { ErrorCode = "" } },
            record with { Entry = record.Entry with { RequestId = "other" } },
            record with { Instance = "00000000000b" },
            record with { Sequence = 2 },
            record with { PreviousHash = record.Hash },
            record with { KeyId = "0002" },
            record with { Hash = record.PreviousHash },
        ];

        Assert.All(changed, other => Assert.False(other.IsGenuine(AuditDay.Key)));
        Assert.False(record.IsGenuine(new SigningKey("0001", new byte[] { 1 })));
    }

    [Fact]
    public void Text_cannot_be_moved_from_one_value_to_the_next()
    {
        var texts = Gen.Elements("", "-", ",", "1:a", "a", "1:a,", "a,1:").Select(text => text.Length == 0 ? null : text);
        Prop.ForAll(texts.Zip(texts).Zip(texts.Zip(texts)).ToArbitrary(), pair =>
        {
            var ((one, two), (three, four)) = pair;
            Assert.Equal((one, two) == (three, four), HashOf(one, two) == HashOf(three, four));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Chains_of_different_organizations_days_and_processes_begin_differently()
    {
        var id = new AuditChainId(AuditDay.Day, "00000000000a");
        string[] beginnings =
        [
            AuditChain.BeginningOf(AuditDay.Organization, id),
            AuditChain.BeginningOf(OrganizationId.Parse("other"), id),
            AuditChain.BeginningOf(AuditDay.Organization, id with { Day = AuditDay.Day.AddDays(1) }),
            AuditChain.BeginningOf(AuditDay.Organization, id with { Instance = "00000000000b" }),
        ];

        Assert.Equal(beginnings.Length, beginnings.Distinct().Count());
    }

    private static string HashOf(string? objectType, string? objectId) =>
        Beginning.Next(AuditDay.Entry(0) with { ObjectType = objectType, ObjectId = objectId }, AuditDay.Key).Hash;
}
