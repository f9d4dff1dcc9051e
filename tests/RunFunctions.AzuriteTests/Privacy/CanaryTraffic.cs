using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunFunctions.AzuriteTests.Support;
using RunFunctions.TestSupport;

namespace RunFunctions.AzuriteTests.Privacy;

/// <summary>Everything that callers can write, on the ways to success and to every kind of refusal.</summary>
internal sealed class CanaryTraffic(HttpClient admin, Uri address, Canaries canaries)
{
    private const int Each = 10;

    /// <summary>Documents that were accepted: completed ones, ones that cannot be read, one with too little text.</summary>
    public async Task DocumentsAsync()
    {
        var documents = new DocumentsDriver(admin);
        List<Uploaded> uploaded = [];
        for (var i = 0; i < Each; i++)
        {
            uploaded.Add(await documents.UploadAsync(Pdfs.WithLines(Record(canaries.New(CanaryKind.DocumentText, 5))), canaries.New(CanaryKind.FileName) + ".pdf"));
        }

        uploaded.Add(await documents.UploadAsync(Pdfs.WithLines(canaries.New(CanaryKind.DocumentText)), canaries.New(CanaryKind.FileName) + ".pdf"));
        uploaded.Add(await documents.UploadAsync(Encoding.ASCII.GetBytes($"%PDF-1.7\n{canaries.New(CanaryKind.DocumentText)}"), canaries.New(CanaryKind.FileName) + ".pdf"));
        List<string> ends = [];
        foreach (var document in uploaded)
        {
            ends.Add(await documents.WaitForEndAsync(document.RunId));
        }

        Assert.Equal(Each, ends.Count(end => end == "COMPLETED"));
        Assert.Equal(2, ends.Count(end => end == "FAILED"));
        var read = uploaded[0];
        await documents.ReadAsync($"/api/runs/{read.RunId}/artifacts/raw-text");
        await documents.ReadAsync($"/api/documents/{read.DocumentId}/review");
        await documents.ReadAsync("/api/documents");
        using var original = await documents.GetAsync($"/api/documents/{read.DocumentId}/download?download=true");
        Assert.Equal(HttpStatusCode.OK, original.StatusCode);
        await documents.WaitForEndAsync(await documents.ReprocessAsync(read.DocumentId));
    }

    /// <summary>Uploads that are refused for their file or their form.</summary>
    public async Task RefusedUploadsAsync()
    {
        var documents = new DocumentsDriver(admin);
        for (var i = 0; i < Each; i++)
        {
            using var noPdf = await documents.PostFileAsync(Encoding.ASCII.GetBytes(canaries.New(CanaryKind.DocumentText)), canaries.New(CanaryKind.FileName) + ".txt");
            Refused(noPdf);
            using var form = new MultipartFormDataContent { { new StringContent(canaries.New(CanaryKind.FormField)), canaries.New(CanaryKind.FormField) } };
            using var noFile = await admin.PostAsync("/api/documents/upload", form);
            Refused(noFile);
        }

        using var broken = MultipartBody.WithFile(Pdfs.Record, $"name=\"file\"; filename=\"{canaries.New(CanaryKind.FileName)}.pdf\"; x=\"{canaries.New(CanaryKind.FormField)}\"")
            .Raw(canaries.New(CanaryKind.FormField)).Unclosed();
        using var cut = await admin.PostAsync("/api/documents/upload", broken);
        Refused(cut);
    }

    /// <summary>Patients, organizations and tokens with names; the tokens are used, revoked and used again.</summary>
    public async Task NamesAndTokensAsync()
    {
        var founded = await CreateAsync(AccessDriver.Organizations, new { name = canaries.New(CanaryKind.Label) });
        AddSecret(founded.GetProperty("admin_token"));
        for (var i = 0; i < Each; i++)
        {
            var patient = await CreateAsync(AccessDriver.Patients, new { full_name = canaries.New(CanaryKind.PatientName) });
            using var changed = await admin.PatchAsync($"{AccessDriver.Patients}/{patient.Text("patient_id")}", JsonContent.Create(new { full_name = canaries.New(CanaryKind.PatientName) }));
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            var issued = await CreateAsync(AccessDriver.Tokens, new { name = canaries.New(CanaryKind.Label), subject = "importer", roles = (string[])["service"] });
            var token = AddSecret(issued);
            using var client = new HttpClient { BaseAddress = address }.With(token);
            using var used = await client.GetAsync("/api/access/me");
            Assert.Equal(HttpStatusCode.OK, used.StatusCode);
            using var revoked = await admin.DeleteAsync($"{AccessDriver.Tokens}/{issued.Text("token_id")}");
            using var refused = await client.GetAsync("/api/access/me");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    /// <summary>Credentials that are none, of every form.</summary>
    public async Task WrongTokensAsync()
    {
        Func<string, string>[] forms =
        [
            canary => "Bearer " + canary,
            canary => $"Bearer rf_development.00000000000000000000.{canary.PadRight(43, 'A')}",
            canary => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes("user:" + canary)),
            canary => canary,
        ];
        foreach (var form in forms.SelectMany(form => Enumerable.Repeat(form, Each / 2)))
        {
            using var client = new HttpClient { BaseAddress = address };
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", form(canaries.New(CanaryKind.WrongToken)));
            using var refused = await client.GetAsync("/api/documents");
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    /// <summary>Bodies that are not JSON, or not what is expected.</summary>
    public async Task BodiesAsync()
    {
        Func<string, string>[] forms =
        [
            canary => $$"""{"full_name": "{{canary}}""",
            canary => canary,
            canary => $$$"""{"full_name": {"{{{canary}}}": 1}}""",
            canary => new JsonObject { [canary] = 1 }.ToJsonString(),
            canary => new JsonObject { ["full_name"] = "Sample", ["sex"] = canary }.ToJsonString(),
        ];
        foreach (var form in forms.SelectMany(form => Enumerable.Repeat(form, 4)))
        {
            using var body = new StringContent(form(canaries.New(CanaryKind.Body)), Encoding.UTF8, "application/json");
            using var refused = await admin.PostAsync(AccessDriver.Patients, body);
            Refused(refused);
        }
    }

    /// <summary>Names and values in addresses, and headers.</summary>
    public async Task AddressesAndHeadersAsync()
    {
        for (var i = 0; i < Each; i++)
        {
            var value = canaries.New(CanaryKind.Query);
            string[] paths =
            [
                $"/api/documents?{canaries.New(CanaryKind.Query)}=1", $"/api/documents?cursor={value}",
                $"/api/documents/{canaries.New(CanaryKind.Path)}", $"/{canaries.New(CanaryKind.Path)}",
            ];
            foreach (var path in paths)
            {
                using var refused = await admin.GetAsync(path);
                Refused(refused);
            }
        }

        string[] headers =
        [
            "X-Request-ID", "X-Organization", "X-MS-CLIENT-PRINCIPAL", "X-MS-TOKEN-AAD-ID-TOKEN", "Cookie", "Referer", "User-Agent", "Origin", "If-None-Match",
            "tracestate", "baggage", "Correlation-Context", "X-Forwarded-For", "Accept-Language", "Prefer", "Idempotency-Key", "X-Custom",
        ];
        foreach (var header in headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/documents");
            // A blank keeps it from being taken for a request id, which is the one text of a caller's that logs and audit repeat.
            request.Headers.TryAddWithoutValidation(header, header is "tracestate" or "baggage" ? $"a={canaries.New(CanaryKind.Header)}" : $"a {canaries.New(CanaryKind.Header)}");
            request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            using var answer = await admin.SendAsync(request);
        }

        using var file = new ByteArrayContent(Pdfs.Record) { Headers = { ContentType = new MediaTypeHeaderValue("application/" + canaries.New(CanaryKind.Header)) } };
        using var strange = await admin.PostAsync("/api/documents/upload", file);
        Refused(strange);
    }

    /// <summary>The lines of a record in which five words are the patient, the owner and what happened.</summary>
    public static string[] Record(string[] words) =>
    [
        $"Patient: {words[0]}", "Species: Dog", "Breed: Beagle", $"Owner: {words[1]} {words[2]}", "Microchip: 985113000999888", "Date: 2025-02-09",
        $"Reason for visit: difficulty chewing, first noticed after a fall near {words[3]}", $"Diagnosis: fractured tooth with mild gingivitis, seen by {words[4]}",
    ];

    private string AddSecret(JsonElement issued)
    {
        var token = issued.Text("token")!;
        canaries.Add(token[(token.LastIndexOf('.') + 1)..], CanaryKind.Token);
        return token;
    }

    private static void Refused(HttpResponseMessage answer) => Assert.InRange((int)answer.StatusCode, 400, 499);

    private async Task<JsonElement> CreateAsync(string path, object body)
    {
        using var answer = await admin.PostAsync(path, JsonContent.Create(body));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.ReadJsonAsync();
    }
}
