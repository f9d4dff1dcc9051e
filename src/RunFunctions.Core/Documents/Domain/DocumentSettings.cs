namespace RunFunctions.Core.Documents.Domain;

/// <summary>Settings of section <c>Documents</c>.</summary>
public sealed record DocumentSettings
{
    /// <summary>How long a download link is good.</summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether admins get the debug routes, which show what rules made of documents.</summary>
    public bool DebugRoutes { get; init; }
}
