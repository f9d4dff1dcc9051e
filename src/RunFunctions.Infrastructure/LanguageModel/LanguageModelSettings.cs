namespace RunFunctions.Infrastructure.LanguageModel;

/// <summary>Settings of section <c>Documents:LanguageModel</c>.</summary>
public sealed record LanguageModelSettings
{
    /// <summary>Address of an OpenAI-compatible endpoint, such as <c>https://models.example.org/v1</c>; empty: no model is asked.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Name of the model.</summary>
    public string Model { get; init; } = "";

    /// <summary>Secret; empty for endpoints that want none.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Whether the endpoint may begin with <c>http:</c> although it is not on this machine.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Null for models that take none.</summary>
    public float? Temperature { get; init; } = 0;

    /// <summary>Wall time of a question and its answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>UTF-16 code units of a text; a longer one is not sent.</summary>
    public int MaxTextLength { get; init; } = 200_000;

    /// <summary>Bytes of an answer.</summary>
    public int MaxAnswerBytes { get; init; } = 1024 * 1024;

    /// <summary>Tokens of an answer.</summary>
    public int MaxOutputTokens { get; init; } = 8192;

    /// <summary>Price of a million tokens of the question.</summary>
    public decimal InputPrice { get; init; }

    /// <summary>Price of a million tokens of the answer.</summary>
    public decimal OutputPrice { get; init; }

    /// <summary>Currency of the prices, ISO 4217.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The endpoint, checked.</summary>
    /// <exception cref="InvalidOperationException">A setting that it needs is missing or wrong.</exception>
    public Uri ReadEndpoint()
    {
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new InvalidOperationException("Setting Documents:LanguageModel:Endpoint is no address such as https://models.example.org/v1.");
        }

        if (address.Scheme == "http" && !address.IsLoopback && !AllowHttp)
        {
            throw new InvalidOperationException(
                "Setting Documents:LanguageModel:Endpoint would send texts of documents without TLS. Use https, or set Documents:LanguageModel:AllowHttp.");
        }

        return Model.Length > 0
            ? address
            : throw new InvalidOperationException("Documents:LanguageModel:Endpoint is set and Documents:LanguageModel:Model is not.");
    }
}
