using Azure.Data.Tables;

namespace RunFunctions.AzuriteTests.Crash;

/// <summary>Reading columns of rows.</summary>
internal static class Columns
{
    /// <summary>A column that must be there; a missing one reads as a text that nothing equals.</summary>
    public static string Text(this TableEntity row, string column) => row.GetString(column) ?? $"(no {column})";

    /// <summary>A column that may be missing or, after a merge, empty.</summary>
    public static string? TextOrNull(this TableEntity row, string column) => row.GetString(column) is { Length: > 0 } text ? text : null;
}
