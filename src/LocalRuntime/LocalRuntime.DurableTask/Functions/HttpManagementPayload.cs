namespace Microsoft.Azure.Functions.Worker;

/// <summary>URLs with which an instance can be watched and steered over HTTP; each holds the key that it needs.</summary>
public class HttpManagementPayload
{
    public string? Id { get; internal set; }

    /// <summary>GET.</summary>
    public string? StatusQueryGetUri { get; internal set; }

    /// <summary>POST; replace <c>{eventName}</c>, the payload is the JSON body.</summary>
    public string? SendEventPostUri { get; internal set; }

    /// <summary>POST; replace <c>{text}</c>.</summary>
    public string? TerminatePostUri { get; internal set; }

    /// <summary>POST; answers 501 here.</summary>
    public string? RewindPostUri { get; internal set; }

    /// <summary>DELETE.</summary>
    public string? PurgeHistoryDeleteUri { get; internal set; }

    /// <summary>POST.</summary>
    public string? RestartPostUri { get; internal set; }

    /// <summary>POST; replace <c>{text}</c>.</summary>
    public string? SuspendPostUri { get; internal set; }

    /// <summary>POST; replace <c>{text}</c>.</summary>
    public string? ResumePostUri { get; internal set; }
}
