using LocalRuntime.Functions.Hosting.Http;
using LocalRuntime.Functions.Hosting.Keys;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalRuntime.Functions.Hosting.Startup;

/// <summary>Tells the user where the host listens and what it runs, as Core Tools do.</summary>
internal sealed class StartupReport(IFunctionCatalog catalog, HttpRouteTable routes, IHostSettings settings, FunctionKeyStore keys, HostConsole console)
{
    public async Task WriteAsync()
    {
        var address = settings.BaseAddress.ToString().TrimEnd('/');
        List<string> lines = ["", "Functions:", ""];
        foreach (var function in catalog.Functions)
        {
            var route = routes.Routes.FirstOrDefault(candidate => candidate.Function == function);
            lines.Add(route is null
                ? $"    {function.Name}: {Kind(function.Trigger)}"
                : $"    {function.Name}: [{(route.Methods.Count == 0 ? "ALL" : string.Join(',', route.Methods))}] {address}/{route.Template}");
        }

        if (routes.AskForKeys)
        {
            lines.AddRange(["", $"Some functions ask for a key: {keys.Path}"]);
        }

        lines.AddRange(["", $"Listening on {address}", ""]);
        await console.Output.WriteLineAsync(string.Join(Environment.NewLine, lines));
    }

    /// <summary><c>TimerTriggerAttribute</c> → <c>timerTrigger</c>.</summary>
    private static string Kind(TriggerBindingAttribute trigger)
    {
        var name = trigger.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal);
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
