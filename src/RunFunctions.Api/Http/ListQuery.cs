using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using RunFunctions.Api.Access;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>What a request asks of a list.</summary>
/// <param name="Limit">Most items.</param>
/// <param name="After">Position from the page before; null for the first page.</param>
public sealed record ListRequest(int Limit, string? After);

/// <summary>The query parameters that every list has. A cursor is good for its caller, its list and what selected from it.</summary>
public sealed class ListQuery(CursorProtector cursors)
{
    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 200;

    public const string Limit = "limit";

    public const string Cursor = "cursor";

    private const int DefaultLimit = 50;

    /// <summary>Answers a request for a page.</summary>
    /// <param name="request">The request.</param>
    /// <param name="list">Name of the list with everything that selects from it, for example <c>tokens|subject=maria</c>.</param>
    /// <param name="read">Reads the page.</param>
    /// <param name="view">An item as callers see it.</param>
    /// <param name="type">Of the answer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IResult> AnswerAsync<T, TView>(
        HttpRequest request,
        string list,
        Func<ListRequest, Task<ListPage<T>>> read,
        Func<T, TView> view,
        JsonTypeInfo<ListView<TView>> type,
        CancellationToken cancellationToken)
    {
        var page = await PageAsync(request, list, read, view, cancellationToken);
        return ApiResults.Of(page, found => ApiResults.Read(found, type));
    }

    /// <summary>A page as callers see it, for an answer that says more than that; the refusal of a wrong limit or cursor.</summary>
    /// <param name="request">The request.</param>
    /// <param name="list">As for <see cref="AnswerAsync"/>.</param>
    /// <param name="read">Reads the page.</param>
    /// <param name="view">An item as callers see it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<ListView<TView>>> PageAsync<T, TView>(
        HttpRequest request, string list, Func<ListRequest, Task<ListPage<T>>> read, Func<T, TView> view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        var query = await ReadAsync(request, list, cancellationToken);
        if (!query.TryGet(out var wanted, out var refusal))
        {
            return refusal;
        }

        var page = await read(wanted);
        var next = await cursors.ProtectAsync(request.HttpContext.Caller(), list, page.Next, cancellationToken);
        return new ListView<TView>([.. page.Items.Select(view)], wanted.Limit, next);
    }

    private async Task<Result<ListRequest>> ReadAsync(HttpRequest request, string list, CancellationToken cancellationToken)
    {
        if (!QueryValues.Number(request, Limit, DefaultLimit, MaxLimit).TryGet(out var limit, out var refusal))
        {
            return refusal;
        }

        string? after = null;
        if (request.Query.TryGetValue(Cursor, out var cursor)
            && (after = await cursors.OpenAsync(request.HttpContext.Caller(), list, cursor.ToString(), cancellationToken)) is null)
        {
            return Refusal.Invalid(Cursor, "cursor", "Use next_cursor of the page before, unchanged.");
        }

        return new ListRequest(limit, after);
    }
}

/// <summary>A page as callers see it.</summary>
public sealed record ListView<T>(IReadOnlyList<T> Items, int Limit, string? NextCursor);
