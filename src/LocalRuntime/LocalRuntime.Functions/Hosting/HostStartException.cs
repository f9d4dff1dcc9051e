namespace LocalRuntime.Functions.Hosting;

/// <summary>The host cannot start, for a reason that one sentence tells its user; a stack trace would add nothing.</summary>
internal sealed class HostStartException(string message, Exception? innerException = null) : Exception(message, innerException);
