using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Api.Documents.Debugging;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Application.Debugging;
using RunFunctions.Core.Documents.Application.Governance;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Documents.Ports;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Infrastructure.AzureStorage;
using RunFunctions.Infrastructure.Logging;
using RunFunctions.Infrastructure.Pdf;

namespace RunFunctions.Api.Documents;

public static class DocumentsServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Documents").Get<DocumentSettings>() ?? new DocumentSettings())
        .AddSingleton(configuration.GetSection("Documents:Pdf").Get<PdfLimits>() ?? new PdfLimits())
        .AddSingleton<IDocumentTextExtractor, PdfTextExtractor>()
        .AddSingleton<IDocumentInterpreter, DeterministicInterpreter>()
        .AddSingleton<IDocumentStore, DocumentTable>()
        .AddSingleton<IInterpretationVersions, InterpretationVersionTable>()
        .AddSingleton<IDocumentIndex, DocumentIndexTable>()
        .AddSingleton<IDocumentEventLog, DocumentEventLog>()
        .AddSingleton<IExtractionSnapshots, ExtractionSnapshotTable>()
        .AddSingleton<IGovernanceStore, GovernanceTable>()
        .AddSingleton<DocumentRunPlan>()
        .AddSingleton<DocumentListing>()
        .AddSingleton<IRunPlan>(provider => provider.GetRequiredService<DocumentRunPlan>())
        .AddSingleton<UploadDocument>()
        .AddSingleton<ReprocessDocument>()
        .AddSingleton<ListDocuments>()
        .AddSingleton<GetDocument>()
        .AddSingleton<DownloadDocument>()
        .AddSingleton<CreateDownloadLink>()
        .AddSingleton<GetProcessingHistory>()
        .AddSingleton<GetRawText>()
        .AddSingleton<ReviewContents>()
        .AddSingleton<GetReview>()
        .AddSingleton<MarkReviewed>()
        .AddSingleton<ChangeInterpretation>()
        .AddSingleton<EditInterpretation>()
        .AddSingleton<RestoreInterpretation>()
        .AddSingleton<GetInterpretationVersions>()
        .AddSingleton<RecordStructuralChanges>()
        .AddSingleton<DecideStructuralChange>()
        .AddSingleton<GetSchemaContract>()
        .AddSingleton<DebugGate>()
        .AddSingleton<GetVisitScoping>()
        .AddSingleton<ExtractionSnapshots>()
        .AddSingleton<GetExtractionSnapshots>()
        .AddSingleton<StoreExtractionSnapshot>()
        .AddSingleton<ExtractText>()
        .AddSingleton<InterpretText>()
        .AddHostedService<DocumentsWarmUp>();
}
