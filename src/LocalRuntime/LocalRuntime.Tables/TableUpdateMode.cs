namespace Azure.Data.Tables;

/// <summary>What happens to properties that the sent entity does not have.</summary>
public enum TableUpdateMode
{
    /// <summary>They stay as they are.</summary>
    Merge = 0,

    /// <summary>They go.</summary>
    Replace = 1,
}
