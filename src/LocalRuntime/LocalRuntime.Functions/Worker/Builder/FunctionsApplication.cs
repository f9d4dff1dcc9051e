namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Entry point of a function app.</summary>
public class FunctionsApplication
{
    /// <param name="args"><c>--port</c> (default 7071, 0 = any free), <c>--host</c> (default 127.0.0.1), and any setting.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
