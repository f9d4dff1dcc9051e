using System.Globalization;
using Azure.Data.Tables;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Infrastructure.AzureStorage;
using Xunit.Abstractions;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>Somebody who may write to the tables, and has no key, tampers a thousand times. Every time it is found, and found where it is.</summary>
public sealed class TamperDrillTests(ITestOutputHelper output)
{
    private const int Tamperings = 1000;
    private const int Seed = 20260301;

    private readonly Random _random = new(Seed);
    private readonly List<TableEntity> _oldHeads = [];
    private AuditWorld _world = null!;
    private TamperedAudit _audit = null!;

    [Fact]
    public async Task A_thousand_random_tamperings_are_found_where_they_are()
    {
        await WriteTwoDaysAsync();
        Assert.Empty((await _world.VerifyAsync(days: 2)).Findings);
        (string Name, Func<Task> Tamper)[] ways =
        [
            ("edit a value", EditValueAsync),
            ("change a type, add or remove a column", EditShapeAsync),
            ("delete one", () => _audit.DeleteAsync(Any(_audit.Records))),
            ("delete many", DeleteManyAsync),
            ("delete the end", () => DeleteAllAsync(EndOf(AnyChain()))),
            ("delete an hour", () => DeleteAllAsync(_audit.Records.GroupBy(record => record.Row.PartitionKey).ElementAt(_random.Next(5)))),
            ("delete a chain", () => DeleteAllAsync(AnyChain())),
            ("delete a chain with its head", DeleteChainAndHeadAsync),
            ("exchange two", ExchangeAsync),
            ("move to another key", MoveAsync),
            ("insert", InsertAsync),
            ("take out one and renumber", RenumberAsync),
            ("edit a head", EditHeadAsync),
            ("delete a head", DeleteHeadAsync),
            ("delete the end and adjust the head", TruncateAsync),
            ("put an old head back", PutOldHeadBackAsync),
        ];

        List<string> missed = [];
        for (var i = 0; i < Tamperings; i++)
        {
            var (name, tamper) = ways[i % ways.Length];
            await tamper();
            var findings = (await _world.VerifyAsync(days: 2)).Findings;
            if (!_audit.IsLocatedBy(findings))
            {
                missed.Add($"{i}: {name}: {string.Join("; ", findings)}");
            }

            await _audit.UndoAsync();
        }

        output.WriteLine($"{Tamperings - missed.Count} of {Tamperings} found and located.");
        missed.ForEach(output.WriteLine);
        Assert.Empty(missed);
        Assert.Empty((await _world.VerifyAsync(days: 2)).Findings);
    }

    // Two processes from 20:00 to 03:00, an entry every five minutes.
    private async Task WriteTwoDaysAsync()
    {
        _world = await AuditWorld.CreateAsync();
        _world.Clock.Advance(8 * 3600);
        AuditLog[] processes = [_world.NewProcess(), _world.NewProcess()];
        for (var i = 0; i < 84; i++)
        {
            await processes[_random.Next(2)].WriteAsync(_world.Entry($"request-{i}"));
            await processes[i % 2].FlushAsync();
            if (i is 20 or 70)
            {
                _oldHeads.AddRange(await _world.HeadsAsync());
            }

            _world.Clock.Advance(5 * 60);
        }

        foreach (var process in processes)
        {
            await process.FlushAsync();
        }

        _audit = new TamperedAudit(_world, await _world.RecordsAsync(), await _world.HeadsAsync());
        Assert.Equal((84, 4), (_audit.Records.Count, _audit.Heads.Count));
    }

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private List<WrittenRecord> AnyChain() => Any(_audit.Records.GroupBy(record => record.Chain).Select(chain => chain.ToList()).ToList());

    private IEnumerable<WrittenRecord> EndOf(List<WrittenRecord> chain) => chain.TakeLast(_random.Next(1, chain.Count));

    private AuditChainId ChainOf(TableEntity head) =>
        _audit.Records.Select(record => record.Chain).First(chain => head.RowKey == $"{DateOnly.MaxValue.DayNumber - chain.Day.DayNumber:D7}|{chain.Instance}");

    private TableEntity HeadOf(AuditChainId chain) => _audit.Heads.Single(head => ChainOf(head) == chain);

    private object Another(object value) => value switch
    {
        string text => _random.Next(3) == 0 || text.Length == 0 ? text + "x" : text[..^1] + (text[^1] == '0' ? '1' : '0'),
        int number => number + _random.Next(1, 5),
        DateTimeOffset time => time.AddTicks(_random.Next(1, 1000)),
        _ => throw new NotSupportedException(),
    };

    private async Task EditValueAsync()
    {
        var record = Any(_audit.Records);
        var row = TamperedAudit.Copy(record.Row);
        var (column, value) = Any(TamperedAudit.Columns(row).ToList());
        row[column] = Another(value);
        await _audit.PutAsync(_world.Records, row);
        _audit.ExpectAt(row.RowKey, AuditFindingKind.Edited, AuditFindingKind.Unreadable, AuditFindingKind.UnknownKey);
    }

    private async Task EditShapeAsync()
    {
        var record = Any(_audit.Records);
        var row = TamperedAudit.Copy(record.Row);
        var (column, value) = Any(TamperedAudit.Columns(row).ToList());
        switch (_random.Next(4))
        {
            case 0:
                row[column] = value is string ? 7 : "7";
                break;
            case 1:
                row["Note"] = "nothing happened";
                break;
            case 2:
                row["ErrorCode"] = "";
                break;
            default:
                row.Remove(column);
                break;
        }

        await _audit.PutAsync(_world.Records, row);
        _audit.ExpectAt(row.RowKey, AuditFindingKind.Edited, AuditFindingKind.Unreadable);
    }

    private Task DeleteManyAsync()
    {
        var share = _random.Next(2, 9);
        var some = _audit.Records.Where(_ => _random.Next(share) == 0).ToList();
        return DeleteAllAsync(some.Count > 0 ? some : [Any(_audit.Records)]);
    }

    private async Task DeleteAllAsync(IEnumerable<WrittenRecord> records)
    {
        foreach (var record in records)
        {
            await _audit.DeleteAsync(record);
        }
    }

    // The newest chain has nobody yet who vouches for it.
    private async Task DeleteChainAndHeadAsync()
    {
        var newest = _audit.Heads.Select(ChainOf).Except(_audit.Heads.SelectMany(head => _audit.Heads.Where(named => head.GetString("Before")!.Contains(named.RowKey, StringComparison.Ordinal)).Select(ChainOf))).ToHashSet();
        var head = Any(_audit.Heads.Where(head => !newest.Contains(ChainOf(head))).ToList());
        var chain = ChainOf(head);
        foreach (var record in _audit.Records.Where(record => record.Chain == chain))
        {
            await _audit.DeleteAsync(_world.Records, record.Row);
        }

        await _audit.DeleteAsync(_world.Heads, head);
        _audit.ExpectAt(chain, AuditFindingKind.HeadMissing);
    }

    private async Task ExchangeAsync()
    {
        var one = Any(_audit.Records);
        var other = Any(_audit.Records.Where(record => record != one).ToList());
        await _audit.PutAsync(_world.Records, TamperedAudit.Copy(other.Row, one.Row.PartitionKey, one.Row.RowKey));
        await _audit.PutAsync(_world.Records, TamperedAudit.Copy(one.Row, other.Row.PartitionKey, other.Row.RowKey));
        _audit.ExpectAt(one.Row.RowKey, AuditFindingKind.Moved);
        _audit.ExpectAt(other.Row.RowKey, AuditFindingKind.Moved);

        // Across days, each day also misses its own.
        _audit.Allowed.Add(finding => finding.Kind == AuditFindingKind.Missing && new[] { one, other }.Any(record => finding.Chain == record.Chain && finding.Sequence == record.Sequence));
    }

    private async Task MoveAsync()
    {
        var record = Any(_audit.Records);
        var elsewhere = Any(_audit.Records.Where(other => other.Row.PartitionKey != record.Row.PartitionKey).ToList());
        var row = _random.Next(3) switch
        {
            0 => TamperedAudit.Copy(record.Row, elsewhere.Row.PartitionKey),
            1 => TamperedAudit.Copy(record.Row, key: elsewhere.Row.RowKey),
            _ => TamperedAudit.Copy(record.Row, key: $"{record.Row.RowKey[..^8]}{_random.Next(100, 999):D8}"),
        };
        if (_random.Next(2) == 0)
        {
            await _audit.DeleteAsync(_world.Records, record.Row);
        }

        await _audit.PutAsync(_world.Records, row);
        _audit.ExpectAt(row.RowKey, AuditFindingKind.Moved);
        _audit.Allowed.Add(finding => finding.Kind == AuditFindingKind.Missing && finding.Chain == record.Chain && finding.Sequence == record.Sequence);
    }

    private async Task InsertAsync()
    {
        var record = Any(_audit.Records);
        var at = record.Row.GetDateTimeOffset("At")!.Value.AddTicks(1);
        var (instance, sequence) = _random.Next(3) switch
        {
            0 => (record.Chain.Instance, record.Sequence),
            1 => (record.Chain.Instance, 1000 + record.Sequence),
            _ => ("ffffffffffff", record.Sequence),
        };
        var row = TamperedAudit.Copy(
            record.Row, key: string.Create(CultureInfo.InvariantCulture, $"{DateTime.MaxValue.Ticks - at.UtcTicks:D19}|{instance}|{sequence:D8}"));
        (row["At"], row["Instance"], row["Sequence"], row["PreviousHash"]) = (at, instance, sequence, record.Row.GetString("Hash"));
        row["Hash"] = TamperedAudit.PlainHash(row);
        await _audit.PutAsync(_world.Records, row);
        _audit.ExpectAt(row.RowKey, AuditFindingKind.Inserted);
    }

    // Everything after moves up by one, chained again without the key.
    private async Task RenumberAsync()
    {
        var chain = AnyChain();
        var at = _random.Next(chain.Count - 1);
        var hash = chain[at].Row.GetString("PreviousHash")!;
        await _audit.DeleteAsync(_world.Records, chain[at].Row);
        foreach (var record in chain.Skip(at + 1))
        {
            await _audit.DeleteAsync(_world.Records, record.Row);
            var row = TamperedAudit.Copy(record.Row, key: $"{record.Row.RowKey[..^8]}{record.Sequence - 1:D8}");
            (row["Sequence"], row["PreviousHash"]) = (record.Sequence - 1, hash);
            row["Hash"] = hash = TamperedAudit.PlainHash(row);
            await _audit.PutAsync(_world.Records, row);
            _audit.ExpectAt(row.RowKey, AuditFindingKind.Edited);
        }

        _audit.Expect(finding => finding.Kind == AuditFindingKind.Missing && finding.Chain == chain[0].Chain && finding.Sequence == chain.Count);
    }

    private async Task EditHeadAsync()
    {
        var head = TamperedAudit.Copy(Any(_audit.Heads));
        var (column, value) = Any(TamperedAudit.Columns(head).ToList());
        head[column] = Another(value);
        await _audit.PutAsync(_world.Heads, head);
        _audit.ExpectAt(ChainOf(head), AuditFindingKind.HeadMismatch, AuditFindingKind.UnknownKey);
    }

    private async Task DeleteHeadAsync()
    {
        var head = Any(_audit.Heads);
        await _audit.DeleteAsync(_world.Heads, head);
        _audit.ExpectAt(ChainOf(head), AuditFindingKind.HeadMissing);
    }

    private async Task TruncateAsync()
    {
        var chain = AnyChain();
        var kept = _random.Next(1, chain.Count);
        foreach (var record in chain.Skip(kept))
        {
            await _audit.DeleteAsync(_world.Records, record.Row);
        }

        var head = TamperedAudit.Copy(HeadOf(chain[0].Chain));
        (head["Count"], head["Hash"]) = (kept, chain[kept - 1].Row.GetString("Hash"));
        if (_random.Next(2) == 0)
        {
            head["Seal"] = TamperedAudit.PlainHash(head);
        }

        await _audit.PutAsync(_world.Heads, head);
        _audit.ExpectAt(chain[0].Chain, AuditFindingKind.HeadMismatch);
    }

    private async Task PutOldHeadBackAsync()
    {
        var head = Any(_oldHeads.Where(old => old.GetInt32("Count") < HeadOf(ChainOf(old)).GetInt32("Count") - 1).ToList());
        await _audit.PutAsync(_world.Heads, TamperedAudit.Copy(head));
        _audit.ExpectAt(ChainOf(head), AuditFindingKind.HeadMismatch);
    }
}
