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
using RunFunctions.Infrastructure.LanguageModel;
using RunFunctions.Infrastructure.Logging;
using RunFunctions.Infrastructure.Ocr;
using RunFunctions.Infrastructure.Pdf;
using RunFunctions.Infrastructure.Runtime;

namespace RunFunctions.Api.Documents;

public static class DocumentsServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Documents").Get<DocumentSettings>() ?? new DocumentSettings())
        .AddSingleton(configuration.GetSection("Documents:Pdf").Get<PdfLimits>() ?? new PdfLimits())
        .AddSingleton(ClinicFile.Read(configuration["Documents:ClinicFile"]))
        .AddSingleton(ConfidencePolicyFile.Read(
            configuration["Documents:ConfidencePolicyFile"] is { Length: > 0 } policy ? policy : ConfidencePolicyFile.Default))
        .AddSingleton<IDocumentTextExtractor, PdfTextExtractor>()
        .AddSingleton<IDocumentInterpreter, DeterministicInterpreter>()
        .AddSingleton<IDocumentStore, DocumentTable>()
        .AddSingleton<IInterpretationVersions, InterpretationVersionTable>()
        .AddSingleton<IDocumentIndex, DocumentIndexTable>()
        .AddSingleton<ICalibrationStore, CalibrationTable>()
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
        .AddSingleton<ConfidenceOfToday>()
        .AddSingleton<LearnFromReview>()
        .AddSingleton<GetCalibration>()
        .AddSingleton<CompareConfidencePolicy>()
        .AddSingleton<MarkReviewed>()
        .AddSingleton<OverrideLanguage>()
        .AddSingleton<ChangeInterpretation>()
        .AddSingleton<EditInterpretation>()
        .AddSingleton<RestoreInterpretation>()
        .AddSingleton<GetInterpretationVersions>()
        .AddSingleton<LookUpClinicAddress>()
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
        .AddHostedService<DocumentsWarmUp>()
        .AddTextRecognizer(configuration)
        .AddLanguageModel(configuration);

    // Off unless the operator says so; then a program that is missing, or a setting, stops the app here and not at the first document.
    private static IServiceCollection AddTextRecognizer(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Documents:Ocr").Get<OcrSettings>() ?? new OcrSettings();
        return settings.Enabled
            ? services.AddSingleton(settings).AddSingleton(OcrTools.Find(settings)).AddSingleton<ITextRecognizer, TesseractRecognizer>()
            : services;
    }

    private static IServiceCollection AddLanguageModel(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("Documents:LanguageModel").Get<LanguageModelSettings>() ?? new LanguageModelSettings();
        if (settings.Endpoint.Length == 0)
        {
            return services;
        }

        settings.ReadEndpoint();
        return services.AddSingleton(settings).AddSingleton<ILanguageModel, OpenAiLanguageModel>();
    }
}
