namespace RunFunctions.Core.Results;

/// <summary>A page of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Next">Position of the next page; null on the last.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string? Next);
