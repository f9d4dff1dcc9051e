using System.Text.Json;
using RunFunctions.Core.Documents.Application;
using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.Api.Documents;

/// <summary>A version in the list; the first item of the first page is the active one.</summary>
public sealed record VersionLineView(
    string InterpretationId,
    int VersionNumber,
    bool IsActive,
    int? BaseVersionNumber,
    VersionOrigin Origin,
    int? RestoredFrom,
    DateTimeOffset CreatedAt,
    string? CreatedBy,
    int ChangeCount)
{
    public static VersionLineView Of(ListedVersion listed) => new(
        listed.Version.InterpretationId,
        listed.Version.Number,
        listed.IsActive,
        listed.Version.BaseNumber,
        listed.Version.Origin,
        listed.Version.RestoredFrom,
        listed.Version.CreatedAt,
        listed.Version.CreatedBy?.Value,
        listed.Version.ChangeCount);
}

/// <summary>A version with its data, which never change but for the confidence of today.</summary>
public sealed record InterpretationVersionView(
    string RunId,
    string InterpretationId,
    int VersionNumber,
    int? BaseVersionNumber,
    VersionOrigin Origin,
    int? RestoredFrom,
    DateTimeOffset CreatedAt,
    string? CreatedBy,
    JsonElement Data)
{
    public static InterpretationVersionView Of(ShownVersion shown) => Of(shown.Stored.Version, shown.Data);

    /// <summary>As it is kept.</summary>
    public static InterpretationVersionView Of(VersionContent stored) => Of(stored.Version, stored.Json);

    public static InterpretationVersionView Of(InterpretationVersion version, ReadOnlyMemory<byte> data) => new(
        version.RunId.Value,
        version.InterpretationId,
        version.Number,
        version.BaseNumber,
        version.Origin,
        version.RestoredFrom,
        version.CreatedAt,
        version.CreatedBy?.Value,
        JsonElement.Parse(data.Span));
}

/// <summary>What a version changed; the entries are <see cref="Core.Documents.Domain.Editing.FieldChangeEntry"/>, as stored.</summary>
public sealed record VersionChangesView(string RunId, string InterpretationId, int VersionNumber, JsonElement Changes)
{
    public static VersionChangesView Of(VersionContent log) =>
        new(log.Version.RunId.Value, log.Version.InterpretationId, log.Version.Number, JsonElement.Parse(log.Json.Span));
}
