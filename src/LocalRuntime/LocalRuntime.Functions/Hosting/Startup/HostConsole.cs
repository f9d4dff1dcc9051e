namespace LocalRuntime.Functions.Hosting.Startup;

/// <summary>Where the host tells its user what it does: addresses, functions, progress, the reason why it cannot start.</summary>
internal sealed class HostConsole(TextWriter output, TextWriter error)
{
    public static HostConsole System { get; } = new(Console.Out, Console.Error);

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;
}
