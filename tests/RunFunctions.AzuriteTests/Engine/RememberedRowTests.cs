using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.AzuriteTests.Engine;

/// <summary>
/// A process remembers rows that it wrote, and forgets all of them when they become too many. A subject's row also has columns of
/// its room, which the engine's writes do not name.
/// </summary>
public sealed class RememberedRowTests
{
    [Fact]
    public async Task A_process_that_has_forgotten_a_document_reads_it_whole_after_it_has_written_to_its_subject()
    {
        await using var world = await EngineWorld.CreateAsync();
        var (document, original) = await AddDocumentAsync(world);
        var subject = Document.SubjectOf(document);
        var known = await world.NewWorker().Store.FindSubjectToChangeAsync(EngineWorld.Organization, subject, fresh: true, CancellationToken.None);

        var forgetful = world.NewWorker("worker-b").Store;
        Assert.True(await forgetful.TryWriteAsync(EngineWorld.Organization, Again(known!.Value), runVersion: null, known.Version, CancellationToken.None));

        Assert.Equal(original, await new DocumentTable(forgetful).FindOriginalAsync(EngineWorld.Organization, document, CancellationToken.None));
    }

    [Fact]
    public async Task A_process_that_remembers_an_older_row_does_not_take_its_columns_for_those_of_a_newer_one()
    {
        await using var world = await EngineWorld.CreateAsync();
        var (document, _) = await AddDocumentAsync(world);
        var subject = Document.SubjectOf(document);
        var store = world.NewWorker().Store;
        await store.ReadSubjectAsync(EngineWorld.Organization, subject, fresh: true, CancellationToken.None);

        var table = world.Clients().Table(StorageNames.RunsTable);
        var row = (await table.GetEntityAsync<Azure.Data.Tables.TableEntity>(RunKeys.Partition(EngineWorld.Organization, subject), RunKeys.Subject(subject))).Value;
        row[DocumentRows.ReviewedBy] = "somebody else";
        await table.UpdateEntityAsync(row, row.ETag, Azure.Data.Tables.TableUpdateMode.Replace);
        var other = await world.NewWorker("worker-b").Store.FindSubjectToChangeAsync(EngineWorld.Organization, subject, fresh: true, CancellationToken.None);
        Assert.True(await store.TryWriteAsync(EngineWorld.Organization, Again(other!.Value), runVersion: null, other.Version, CancellationToken.None));

        var remembered = await store.ReadSubjectAsync(EngineWorld.Organization, subject, fresh: false, CancellationToken.None);
        Assert.Equal("somebody else", remembered!.GetString(DocumentRows.ReviewedBy));
    }

    private static async Task<(DocumentId Document, BlobReference Original)> AddDocumentAsync(EngineWorld world)
    {
        var worker = world.NewWorker();
        var id = DocumentId.Parse(Guid.NewGuid().ToString("D"));
        var original = new BlobReference($"acme/documents/{id}/original.pdf", new string('a', 64), 5, "application/pdf");
        await worker.Queue.ForNewSubjectAsync(
            EngineWorld.Origin("request-1"),
            Document.SubjectOf(id),
            first => new DocumentTable(worker.Store).AddAsync(
                EngineWorld.Organization,
                new Document { Id = id, OriginalFileName = OriginalFileName.From("a.pdf"), Original = original, CreatedAt = first.Run.CreatedAt, UpdatedAt = first.Run.CreatedAt },
                first,
                CancellationToken.None),
            CancellationToken.None);
        return (id, original);
    }

    private static RunDecision Again(RunSubject subject)
    {
        var now = subject.CreatedAt.AddSeconds(1);
        return RunLifecycle.Queue(EngineWorld.Origin("request-2"), RunId.New(subject.Key, Guid.NewGuid()), subject.Key, subject, now, now).Decision!;
    }
}
