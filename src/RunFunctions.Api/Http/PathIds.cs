using System.Collections.Frozen;
using System.Globalization;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Deletions;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>Reads the ids in paths. They are checked here and not by route constraints, so that a wrong one is a 400 that names it.</summary>
public static class PathIds
{
    // By the name of the route value.
    private static readonly FrozenDictionary<string, Func<string, Refusal?>> Checks = new Dictionary<string, Func<string, Refusal?>>
    {
        ["documentId"] = text => Document(text).Refusal,
        ["runId"] = text => Run(text).Refusal,
        ["versionNumber"] = text => Version(text).Refusal,
        ["jobId"] = text => BulkJob(text).Refusal,
        ["deletionId"] = text => Deletion(text).Refusal,
        ["organizationId"] = text => Organization(text).Refusal,
        ["subject"] = text => User(text).Refusal,
        ["tokenId"] = text => Token(text).Refusal,
        ["patientId"] = text => Patient(text).Refusal,
        ["assignmentId"] = text => Assignment(text).Refusal,
        ["keyId"] = text => Key(text).Refusal,
        ["webhookId"] = text => Webhook(text).Refusal,
        ["deliveryId"] = text => Delivery(text).Refusal,
        ["candidateId"] = text => Candidate(text).Refusal,
        ["purpose"] = text => Purpose(text).Refusal,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static Result<DocumentId> Document(string text) =>
        DocumentId.TryParse(text, out var id) ? id : Malformed("document_id");

    public static Result<RunId> Run(string text) =>
        RunId.TryParse(text, out var id) ? id : Malformed("run_id");

    /// <summary>Number of a version of an interpretation.</summary>
    public static Result<int> Version(string text) =>
        text is [>= '1' and <= '9', ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= InterpretationVersion.MaxNumber
            ? number
            : Refusal.Invalid("version_number", "range", $"Expected a whole number from 1 to {InterpretationVersion.MaxNumber}.");

    public static Result<DeletionId> Deletion(string text) =>
        DeletionId.TryParse(text, out var id) ? id : Malformed("deletion_id");

    public static Result<WebhookId> Webhook(string text) =>
        WebhookId.TryParse(text, out var id) ? id : Malformed("webhook_id");

    /// <summary>Id of a candidate for a change of the schema contract.</summary>
    public static Result<string> Candidate(string text) => LowercaseUuid.IsNonNil(text) ? text : Malformed("candidate_id");

    public static Result<DeliveryId> Delivery(string text) => DeliveryId.TryParse(text, out var id)
        ? id
        : Refusal.Invalid("delivery_id", "delivery_id", "Expected 16 lowercase hex digits, a UUID in lowercase and 6 digits, with hyphens between.");

    public static Result<BulkJobId> BulkJob(string text) => BulkJobId.TryParse(text, out var id)
        ? id
        : Refusal.Invalid("job_id", "job_id", "Expected 16 lowercase hex digits, a hyphen and a UUID in lowercase.");

    public static Result<OrganizationId> Organization(string text) => OrganizationId.TryParse(text, out var id)
        ? id
        : Refusal.Invalid("organization_id", "organization_id", "Expected 2 to 40 lowercase letters, digits and hyphens, first a letter or digit.");

    public static Result<UserId> User(string text, string name = "subject") => UserId.TryParse(text, out var id)
        ? id
        : Refusal.Invalid(name, "user_id", $"Expected 1 to {UserId.MaxLength} letters, digits, '.', '_', '-' or '@', first a letter or digit.");

    public static Result<string> Token(string text) => TokenText.IsId(text)
        ? text
        : Refusal.Invalid("token_id", "token_id", "Expected 20 lowercase hex digits.");

    public static Result<PatientId> Patient(string text, string name = "patient_id") =>
        PatientId.TryParse(text, out var id) ? id : Malformed(name);

    public static Result<AssignmentId> Assignment(string text) => AssignmentId.TryParse(text, out var id)
        ? id
        : Refusal.Invalid("assignment_id", "assignment_id", "Expected the patient's id, a dot and the clinician's user id.");

    public static Result<KeyPurpose> Purpose(string text) => KeyPurposeNames.TryParse(text, out var purpose)
        ? purpose
        : Refusal.Invalid("purpose", "enum", $"Expected one of: {string.Join(", ", KeyPurposeNames.All)}.");

    public static Result<string> Key(string text) => SigningKey.IsId(text)
        ? text
        : Refusal.Invalid("key_id", "key_id", $"Expected 1 to {SigningKey.MaxIdLength} lowercase letters and digits.");

    /// <summary>The refusal of a route value that is no id; null when it is one, or not an id at all.</summary>
    /// <param name="name">Name in the route.</param>
    /// <param name="text">The value.</param>
    public static Refusal? Check(string name, string text) => Checks.TryGetValue(name, out var check) ? check(text) : null;

    private static Refusal Malformed(string name) => Refusal.Invalid(name, "uuid", "Expected a UUID in lowercase, 8-4-4-4-12.");
}
