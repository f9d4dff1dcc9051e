namespace LocalRuntime.Tests.Durable.Crash;

/// <summary>What happens at one storage call.</summary>
public enum CrashFault
{
    /// <summary>The process dies before the call.</summary>
    DieBefore,

    /// <summary>The call is done and the process dies before the reply.</summary>
    DieAfter,

    /// <summary>The reply is lost; the client library's own retry meets what was written.</summary>
    LoseReply,

    /// <summary>The reply is lost and so are the retries; the engine has to read back and go on.</summary>
    LoseRetriesToo,
}
