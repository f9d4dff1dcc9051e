using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LocalRuntime.Functions.Hosting.Http;

/// <summary>Reads and writes JSON bodies with the app's MVC options, as the official integration does.</summary>
internal sealed class JsonBody
{
    private JsonBody()
    {
    }

    /// <exception cref="InvalidOperationException">The body is not JSON, is empty, or does not fit <paramref name="type"/>.</exception>
    public static async ValueTask<object?> ReadAsync(HttpContext http, Type type, CancellationToken cancellationToken)
    {
        try
        {
            return await http.Request.ReadFromJsonAsync(type, Options(http), cancellationToken);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException("The request body is not valid JSON for the parameter's type.", exception);
        }
    }

    public static Task WriteAsync(HttpContext http, object value)
        => http.Response.WriteAsJsonAsync(value, value.GetType(), Options(http), http.RequestAborted);

    private static JsonSerializerOptions Options(HttpContext http)
        => http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
}
