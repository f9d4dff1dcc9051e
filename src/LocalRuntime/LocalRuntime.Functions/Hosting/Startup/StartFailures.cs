namespace LocalRuntime.Functions.Hosting.Startup;

/// <summary>
/// Keeps what goes wrong while the app is being built until the host starts, which is where a failure can be told in one
/// sentence.
/// </summary>
internal sealed class StartFailures
{
    private HostStartException? _first;

    public void Collect(Action step)
    {
        try
        {
            step();
        }
        catch (HostStartException exception)
        {
            _first ??= exception;
        }
    }

    /// <exception cref="HostStartException">A collected step failed.</exception>
    public void ThrowIfAny()
    {
        if (_first is not null)
        {
            throw new HostStartException(_first.Message, _first);
        }
    }
}
