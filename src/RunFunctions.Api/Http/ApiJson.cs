using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RunFunctions.Api.Access;
using RunFunctions.Api.Documents;
using RunFunctions.Api.Documents.Debugging;
using RunFunctions.Api.Documents.Governance;
using RunFunctions.Api.Engine;
using RunFunctions.Api.Engine.Bulk;
using RunFunctions.Api.Engine.Webhooks;
using RunFunctions.Api.Platform;
using RunFunctions.Core.Access.Application;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Application.Debugging;
using RunFunctions.Core.Documents.Application.Governance;
using RunFunctions.Core.Documents.Domain.Debugging;
using RunFunctions.Core.Engine.Application;
using RunFunctions.Core.Engine.Application.Webhooks;

namespace RunFunctions.Api.Http;

/// <summary>Every body that the app writes or reads (<see cref="JsonBody"/>): snake case, text as it is and not as escapes.</summary>
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(LiveView))]
[JsonSerializable(typeof(ReadyView))]
[JsonSerializable(typeof(VersionView))]
[JsonSerializable(typeof(IndexView))]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(RunArtifactsView))]
[JsonSerializable(typeof(TimelineView))]
[JsonSerializable(typeof(DiagnosisView))]
[JsonSerializable(typeof(RunListView))]
[JsonSerializable(typeof(FailureListView))]
[JsonSerializable(typeof(LoadView))]
[JsonSerializable(typeof(RunChanges))]
[JsonSerializable(typeof(RerunRequest))]
[JsonSerializable(typeof(RerunView))]
[JsonSerializable(typeof(BulkRequest))]
[JsonSerializable(typeof(BulkCountView))]
[JsonSerializable(typeof(BulkJobView))]
[JsonSerializable(typeof(ListView<BulkJobView>), TypeInfoPropertyName = "BulkJobListView")]
[JsonSerializable(typeof(UploadedView))]
[JsonSerializable(typeof(ListView<DocumentListItemView>), TypeInfoPropertyName = "DocumentListView")]
[JsonSerializable(typeof(DocumentView))]
[JsonSerializable(typeof(DownloadLinkView))]
[JsonSerializable(typeof(ClinicLookup))]
[JsonSerializable(typeof(ClinicAddressView))]
[JsonSerializable(typeof(LanguageRequest))]
[JsonSerializable(typeof(LanguageView))]
[JsonSerializable(typeof(ReprocessView))]
[JsonSerializable(typeof(HistoryView))]
[JsonSerializable(typeof(RawTextView))]
[JsonSerializable(typeof(ReviewView))]
[JsonSerializable(typeof(ReviewStatusView))]
[JsonSerializable(typeof(EditRequest))]
[JsonSerializable(typeof(EditPreviewView))]
[JsonSerializable(typeof(RestoreRequest))]
[JsonSerializable(typeof(InterpretationVersionView))]
[JsonSerializable(typeof(VersionChangesView))]
[JsonSerializable(typeof(CalibrationView))]
[JsonSerializable(typeof(PolicyComparisonView))]
[JsonSerializable(typeof(ListView<VersionLineView>), TypeInfoPropertyName = "VersionListView")]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(DecisionView))]
[JsonSerializable(typeof(SchemaContractView))]
[JsonSerializable(typeof(ListView<StructuralChangeView>), TypeInfoPropertyName = "StructuralChangeListView")]
[JsonSerializable(typeof(ListView<DecisionLineView>), TypeInfoPropertyName = "DecisionListView")]
[JsonSerializable(typeof(SnapshotRequest))]
[JsonSerializable(typeof(StoredSnapshotView))]
[JsonSerializable(typeof(SnapshotListView))]
[JsonSerializable(typeof(ExtractionTriage))]
[JsonSerializable(typeof(SnapshotSummary))]
[JsonSerializable(typeof(VisitScopingView))]
[JsonSerializable(typeof(MeView))]
[JsonSerializable(typeof(NewToken))]
[JsonSerializable(typeof(IssuedTokenView))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(ListView<TokenView>), TypeInfoPropertyName = "TokenListView")]
[JsonSerializable(typeof(NewOrganization))]
[JsonSerializable(typeof(OrganizationChanges))]
[JsonSerializable(typeof(OrganizationView))]
[JsonSerializable(typeof(CreatedOrganizationView))]
[JsonSerializable(typeof(ListView<OrganizationView>), TypeInfoPropertyName = "OrganizationListView")]
[JsonSerializable(typeof(NewMember))]
[JsonSerializable(typeof(MemberChanges))]
[JsonSerializable(typeof(MembershipView))]
[JsonSerializable(typeof(ListView<MembershipView>), TypeInfoPropertyName = "MembershipListView")]
[JsonSerializable(typeof(NewPatient))]
[JsonSerializable(typeof(PatientChanges))]
[JsonSerializable(typeof(PatientView))]
[JsonSerializable(typeof(ListView<PatientView>), TypeInfoPropertyName = "PatientListView")]
[JsonSerializable(typeof(NewAssignment))]
[JsonSerializable(typeof(AssignmentView))]
[JsonSerializable(typeof(ListView<AssignmentView>), TypeInfoPropertyName = "AssignmentListView")]
[JsonSerializable(typeof(ListView<AuditEntryView>), TypeInfoPropertyName = "AuditListView")]
[JsonSerializable(typeof(AuditVerificationView))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(KeyListView))]
[JsonSerializable(typeof(ReceiptKeyView))]
[JsonSerializable(typeof(ListView<DeletionLineView>), TypeInfoPropertyName = "DeletionListView")]
[JsonSerializable(typeof(RetentionRequest))]
[JsonSerializable(typeof(RetentionView))]
[JsonSerializable(typeof(NewWebhook))]
[JsonSerializable(typeof(WebhookChanges))]
[JsonSerializable(typeof(WebhookView))]
[JsonSerializable(typeof(WebhookSecretView))]
[JsonSerializable(typeof(ListView<WebhookView>), TypeInfoPropertyName = "WebhookListView")]
[JsonSerializable(typeof(DeliveryView))]
[JsonSerializable(typeof(ListView<DeliveryView>), TypeInfoPropertyName = "DeliveryListView")]
public sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The context to use. Bodies are never embedded in HTML, so letters and signs need no escaping.</summary>
    public static ApiJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
