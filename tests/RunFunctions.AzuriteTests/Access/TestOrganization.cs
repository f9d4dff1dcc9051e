using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Application;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>An organization of a test: somebody there who may do everything, and the objects that its requests share.</summary>
internal sealed class TestOrganization : IDisposable
{
    private readonly ConcurrentDictionary<(ObjectKind Kind, Relation Relation, UserId? Caller), Lazy<Task<string>>> _shared = new();
    private readonly Lazy<Task<string>> _clinician;
    private int _names;

    private readonly QueueRun _queueRun;
    private readonly StartBulkJob _startBulkJob;

    private TestOrganization(OrganizationId id, HttpClient client, QueueRun queueRun, StartBulkJob startBulkJob)
    {
        (_queueRun, _startBulkJob) = (queueRun, startBulkJob);
        (Id, Client, Documents, Access) = (id, client, new DocumentsDriver(client), new AccessDriver(client, id));
        _clinician = new Lazy<Task<string>>(async () => (await Access.AddMemberAsync(NewName(), "clinician")).Text("subject")!);
    }

    public OrganizationId Id { get; }

    /// <summary>Somebody with every role.</summary>
    public HttpClient Client { get; }

    public DocumentsDriver Documents { get; }

    public AccessDriver Access { get; }

    public static async Task<TestOrganization> CreateAsync(LocalApp app, string id)
    {
        await new AccessDriver(app.Client, TestCallers.Organization).CreateAsync(AccessDriver.Organizations, new { organization_id = id, name = id });
        return new TestOrganization(
            OrganizationId.Parse(id),
            await app.NewClientAsync(OrganizationId.Parse(id), UserId.Parse(id + "-founder"), TestCallers.AllRoles),
            app.Services.GetRequiredService<QueueRun>(),
            app.Services.GetRequiredService<StartBulkJob>());
    }

    /// <summary>A run that waits: of a document that exists, without an orchestration that would start it.</summary>
    public async Task<string> QueueAsync()
    {
        var document = await Documents.UploadAndCompleteAsync(NewName() + ".pdf");
        var queued = await _queueRun.HandleAsync(
            NewOrigin(), Document.SubjectOf(DocumentId.Parse(document.DocumentId)), CancellationToken.None);
        return queued.Value!.Run.Id.Value;
    }

    /// <summary>A bulk job that waits: without an orchestration.</summary>
    public async Task<string> MakeBulkJobAsync() => (await _startBulkJob.HandleAsync(
        NewOrigin(), new BulkRequest { Action = "tag", Tag = "seen", Filter = new BulkFilter { Tag = NewName() } }, CancellationToken.None)).Value!.Job!.Id.Value;

    /// <summary>A name that nothing else has and that begins with the organization's id.</summary>
    public string NewName() => $"{Id}-name{Interlocked.Increment(ref _names)}";

    /// <summary>User id of an active clinician.</summary>
    public Task<string> ClinicianAsync() => _clinician.Value;

    /// <summary>The object of a kind that every request may use which stands so to it.</summary>
    public Task<string> SharedAsync(ObjectKind kind, Relation relation, UserId caller) =>
        _shared.GetOrAdd(
            (kind, relation, relation is Relation.OwnOrganization ? null : caller),
            _ => new Lazy<Task<string>>(() => kind.MakeAsync(this, relation, caller))).Value;

    public void Dispose() => Client.Dispose();

    private RequestOrigin NewOrigin() => new(Id, UserId.Parse(Id + "-founder"), NewName());
}
