using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Protocol;

/// <summary>Creating, deleting and listing tables: the same calls behind both clients.</summary>
internal static class TableOperations
{
    private const int Created = 201;
    private const int NoContent = 204;
    private const int NotFound = 404;
    private const int Conflict = 409;

    private static readonly string[] ContinuationNames = ["NextTableName"];

    public static async Task<Response<TableItem>> CreateAsync(TableConnection connection, string name, CancellationToken cancellationToken)
    {
        using var message = CreateMessage(connection, name);
        var response = await connection.SendAsync(message, cancellationToken, Created, NoContent);
        return Response.FromValue(new TableItem(name), response);
    }

    public static async Task<Response<TableItem>> CreateIfNotExistsAsync(TableConnection connection, string name, CancellationToken cancellationToken)
    {
        using var message = CreateMessage(connection, name);
        var response = await connection.SendAsync(message, cancellationToken, Created, NoContent, Conflict);
        if (response.Status == Conflict)
        {
            var conflict = TableConnection.Failure(response);
            if (conflict.ErrorCode == TableErrorCode.TableBeingDeleted)
            {
                throw conflict;
            }
        }

        return Response.FromValue(new TableItem(name), response);
    }

    public static async Task<Response> DeleteAsync(TableConnection connection, string name, CancellationToken cancellationToken)
    {
        using var message = connection.CreateMessage(RequestMethod.Delete, TablePaths.Table(name));
        return await connection.SendAsync(message, cancellationToken, NoContent, NotFound);
    }

    public static AsyncPageable<TableItem> List(TableConnection connection, string? filter, int? maxPerPage, CancellationToken cancellationToken) =>
        new TablePages<TableItem>(new(connection, TablePaths.Tables, filter, Select: null, maxPerPage, ContinuationNames, ReadTables), cancellationToken);

    private static HttpMessage CreateMessage(TableConnection connection, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var message = connection.CreateMessage(RequestMethod.Post, TablePaths.Tables);
        TableConnection.SetJson(message.Request, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["TableName"] = name }));
        return message;
    }

    private static List<TableItem> ReadTables(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("value").EnumerateArray().Select(table => new TableItem(table.GetProperty("TableName").GetString()!))];
    }
}
