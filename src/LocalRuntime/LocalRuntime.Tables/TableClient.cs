using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>
/// One table. Thread-safe; one instance serves a whole process.
/// <para>
/// The pipeline retries after lost replies and 408, 429, 500, 502, 503 and 504. A write whose reply was lost may have been done: its
/// retry then meets its own result, and an insert answers 409 EntityAlreadyExists, a write with an ETag 412
/// UpdateConditionNotSatisfied, a deletion 404. After such an answer read the row back and compare before calling it a lost race.
/// </para>
/// </summary>
public partial class TableClient
{
    private readonly TableConnection _connection;

    /// <summary>For mocks.</summary>
    protected TableClient()
    {
        _connection = null!;
        Name = null!;
    }

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    /// <exception cref="FormatException">The text is not a connection string with a table endpoint and a key or signature.</exception>
    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TableConnection.Create(connectionString, options), tableName)
    {
    }

    /// <param name="endpoint">Address of the table; the signature comes from the credential.</param>
    /// <param name="credential">Shared access signature; it can be renewed in place.</param>
    /// <param name="options">Transport, retry, policies.</param>
    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null)
        : this(TableConnection.Create(TableEndpoint.Parse(endpoint), credential, options), TableOf(endpoint))
    {
    }

    /// <param name="endpoint">Address of the table with its shared access signature as query.</param>
    /// <param name="options">Transport, retry, policies.</param>
    public TableClient(Uri endpoint, TableClientOptions? options = null)
        : this(TableConnection.Create(TableEndpoint.Parse(endpoint), options), TableOf(endpoint))
    {
    }

    /// <exception cref="ArgumentException">The endpoint is not https.</exception>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TableConnection.Create(TableEndpoint.Parse(endpoint, tableName), tokenCredential, options), tableName)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(TableConnection.Create(TableEndpoint.Parse(endpoint, tableName), credential, options), tableName)
    {
    }

    internal TableClient(TableConnection connection, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _connection = connection;
        Name = tableName;
    }

    /// <summary>Name of the storage account.</summary>
    public string AccountName => _connection.AccountName;

    /// <summary>Name of the table.</summary>
    public string Name { get; }

    /// <summary>Address of the table, without a signature.</summary>
    public Uri Uri => _connection.Endpoint.WithTable(Name);

    /// <exception cref="RequestFailedException">409 TableAlreadyExists or TableBeingDeleted; 400 for a name against the rules.</exception>
    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        TableOperations.CreateAsync(_connection, Name, cancellationToken);

    /// <returns>The table; the raw response has status 409 if it was there before.</returns>
    /// <exception cref="RequestFailedException">409 TableBeingDeleted; 400 for a name against the rules.</exception>
    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        TableOperations.CreateIfNotExistsAsync(_connection, Name, cancellationToken);

    /// <returns>Status 204, or 404 if there was no such table.</returns>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        TableOperations.DeleteAsync(_connection, Name, cancellationToken);

    private static string TableOf(Uri endpoint) =>
        TableEndpoint.Parse(endpoint).TableName ?? throw new ArgumentException("The endpoint names no table.", nameof(endpoint));
}
