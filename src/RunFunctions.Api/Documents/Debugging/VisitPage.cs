using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using RunFunctions.Core.Documents.Application.Debugging;
using RunFunctions.Core.Documents.Domain.Debugging;

namespace RunFunctions.Api.Documents.Debugging;

/// <summary>
/// The visits of a document as a page: a card for each with its values and its window of the text. Everything that comes from
/// a document is escaped, and the page's policy allows its own style and nothing else.
/// </summary>
public sealed class VisitPage(VisitScoping scoping) : IResult
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}"
        + "article{border:1px solid #999;border-radius:6px;margin:1rem 0;padding:0 1rem}"
        + "pre{background:#f3f3f3;color:#111;overflow-x:auto;padding:.75rem;white-space:pre-wrap}th{padding-right:1rem;text-align:left;vertical-align:top}";

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var page = Encoding.UTF8.GetBytes(Write());
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Length;
        response.Headers.ContentSecurityPolicy = Policy;
        await response.Body.WriteAsync(page, httpContext.RequestAborted);
    }

    /// <summary>The whole page as HTML.</summary>
    public string Write()
    {
        var visits = scoping.Visits.Where(visit => visit.IsAssigned).ToList();
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Visits</title><style>")
            .Append(Style)
            .Append("</style></head><body><h1>Visits of document ").Append(Escape(scoping.DocumentId.ToString()))
            .Append("</h1><p>Run ").Append(Escape(scoping.RunId.Value))
            .Append(CultureInfo.InvariantCulture, $". {visits.Count} visits, {scoping.Visits.Where(visit => !visit.IsAssigned).Sum(visit => visit.Group.Fields.Count)} fields of no visit.")
            .Append(scoping.RawTextAvailable ? "</p>" : " The raw text is not there.</p>");
        visits.ForEach(visit => Write(page, visit));
        return page.Append("</body></html>").ToString();
    }

    private static void Write(StringBuilder page, VisitScope visit)
    {
        page.Append("<article><h2>").Append(Escape($"{visit.Group.VisitId} {visit.Group.VisitDate}")).Append("</h2><table>");
        foreach (var field in visit.Group.Metadata.Concat(visit.Group.Fields))
        {
            page.Append("<tr><th>").Append(Escape(field.Key)).Append("</th><td>").Append(Escape(field.Value.AsText() ?? "")).Append("</td></tr>");
        }

        page.Append("</table>")
            .Append(visit.IsAnchored ? $"<pre>{Escape(visit.Window)}</pre>" : "<p>Its date is not in the raw text.</p>")
            .Append("</article>");
    }

    private static string Escape(string text) => Encoder.Encode(text);
}
