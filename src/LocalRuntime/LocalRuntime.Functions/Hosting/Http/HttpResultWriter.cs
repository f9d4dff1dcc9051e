using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace LocalRuntime.Functions.Hosting.Http;

/// <summary>Turns what an HTTP function returned into the response.</summary>
internal static class HttpResultWriter
{
    /// <param name="http">The request being answered.</param>
    /// <param name="result">
    /// <see cref="IResult"/> and <see cref="IActionResult"/> write themselves; text goes out as it is, other objects as JSON;
    /// null leaves the response as the function left it, which is 200 without a body when it wrote nothing.
    /// </param>
    /// <param name="cancellationToken">The invocation's.</param>
    public static Task WriteAsync(HttpContext http, object? result, CancellationToken cancellationToken)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        return result switch
        {
            null => Task.CompletedTask,
            IResult aspNetResult => aspNetResult.ExecuteAsync(http),
            IActionResult actionResult => actionResult.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
            string text => WriteTextAsync(http, text, cancellationToken),
            _ => JsonBody.WriteAsync(http, result),
        };
    }

    /// <summary>Whether the official integration writes values of this type; it ignores all others.</summary>
    public static bool IsPortable(Type returnType)
    {
        var type = returnType.IsGenericType && (returnType.GetGenericTypeDefinition() == typeof(Task<>) || returnType.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? returnType.GetGenericArguments()[0]
            : returnType;
        return type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask) || type == typeof(object)
            || type.IsAssignableTo(typeof(IResult)) || type.IsAssignableTo(typeof(IActionResult));
    }

    private static Task WriteTextAsync(HttpContext http, string text, CancellationToken cancellationToken)
    {
        http.Response.ContentType ??= MediaTypeNames.Text.Plain + "; charset=utf-8";
        return http.Response.WriteAsync(text, cancellationToken);
    }
}
