namespace RunFunctions.Api.Access.Demonstration;

/// <summary>Settings of section <c>Access:Demonstration</c>.</summary>
public sealed record DemonstrationSettings
{
    public DemonstrationMode Mode { get; init; } = DemonstrationMode.Auto;

    /// <summary>Where the tokens are written; empty: <c>.runfunctions/demo-tokens.json</c> at the root of the repository.</summary>
    public string TokenFile { get; init; } = "";
}

/// <summary>Whether the demonstration organizations are put into storage at start.</summary>
public enum DemonstrationMode
{
    /// <summary>When the storage is Azurite.</summary>
    Auto,

    /// <summary>Yes; the app refuses to start when the storage is not Azurite.</summary>
    On,

    Off,
}
