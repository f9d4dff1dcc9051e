using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RunFunctions.Api.Documents;
using RunFunctions.Api.Engine;
using RunFunctions.Api.Platform;

namespace RunFunctions.Api.Http;

/// <summary>Every body that the app writes or reads (<see cref="JsonBody"/>): snake case, text as it is and not as escapes.</summary>
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(LiveView))]
[JsonSerializable(typeof(ReadyView))]
[JsonSerializable(typeof(VersionView))]
[JsonSerializable(typeof(IndexView))]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(UploadedView))]
[JsonSerializable(typeof(DocumentListView))]
[JsonSerializable(typeof(DocumentView))]
[JsonSerializable(typeof(ReprocessView))]
[JsonSerializable(typeof(HistoryView))]
[JsonSerializable(typeof(RawTextView))]
[JsonSerializable(typeof(ReviewView))]
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
