using Microsoft.Extensions.DependencyInjection;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>The app's own interpreter, until a test makes it wait, fail or answer something else.</summary>
internal sealed class ScriptedInterpreter : IDocumentInterpreter
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(60);

    private readonly DeterministicInterpreter _real = new();
    private volatile TaskCompletionSource _released = Released();

    /// <summary>Called before the real interpreter; an answer other than null replaces the real one.</summary>
    public Func<InterpretationContext, InterpretationResult?> Script { get; set; } = _ => null;

    /// <summary>From now on every interpretation waits.</summary>
    public void Hold() => _released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Those that wait go on.</summary>
    public void Release() => _released.TrySetResult();

    public string Version => _real.Version;

    public InterpretationResult Interpret(DocumentText text, InterpretationContext context)
    {
        Assert.True(_released.Task.Wait(LongestHold), "Nobody released the interpreter.");
        return Script(context) ?? _real.Interpret(text, context);
    }

    private static TaskCompletionSource Released()
    {
        var released = new TaskCompletionSource();
        released.SetResult();
        return released;
    }
}

/// <summary>An app whose interpreter a test controls; for the tests of a class.</summary>
public class ScriptedAppFixture : IAsyncLifetime
{
    private readonly string[] _settings;

    public ScriptedAppFixture()
        : this([])
    {
    }

    protected ScriptedAppFixture(string[] settings) => _settings = settings;

    internal AppHost App { get; private set; } = null!;

    internal ScriptedInterpreter Interpreter { get; } = new();

    public async Task InitializeAsync() =>
        App = await AppHost.StartAsync(builder => builder.Services.AddSingleton<IDocumentInterpreter>(Interpreter), _settings);

    public async Task DisposeAsync()
    {
        Interpreter.Release();
        await App.DisposeAsync();
    }
}
