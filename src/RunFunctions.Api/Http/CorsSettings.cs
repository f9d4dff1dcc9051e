namespace RunFunctions.Api.Http;

/// <summary>Settings <c>Http:Cors:*</c>: which other web pages may read this app's answers.</summary>
public sealed record CorsSettings
{
    /// <summary>Exact origins such as <c>https://app.example.org</c>, separated by commas; none by default.</summary>
    public string AllowedOrigins { get; init; } = "";
}
