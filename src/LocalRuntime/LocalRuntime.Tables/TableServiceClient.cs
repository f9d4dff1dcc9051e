using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Filters;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>The tables of an account. Thread-safe; one instance serves a whole process.</summary>
public class TableServiceClient
{
    private readonly TableConnection _connection;

    /// <summary>For mocks.</summary>
    protected TableServiceClient() => _connection = null!;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <exception cref="FormatException">The text is not a connection string with a table endpoint and a key or signature.</exception>
    public TableServiceClient(string connectionString, TableClientOptions? options = null) => _connection = TableConnection.Create(connectionString, options);

    public TableServiceClient(Uri endpoint, AzureSasCredential credential)
        : this(endpoint, credential, null)
    {
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null) =>
        _connection = TableConnection.Create(TableEndpoint.Parse(endpoint), credential, options);

    /// <exception cref="ArgumentException">The endpoint is not https.</exception>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        _connection = TableConnection.Create(TableEndpoint.Parse(endpoint), tokenCredential, options);

    /// <param name="endpoint">Address of the account with its shared access signature as query.</param>
    /// <param name="options">Transport, retry, policies.</param>
    public TableServiceClient(Uri endpoint, TableClientOptions? options = null) =>
        _connection = TableConnection.Create(TableEndpoint.Parse(endpoint), options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null!)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options) =>
        _connection = TableConnection.Create(TableEndpoint.Parse(endpoint), credential, options);

    /// <summary>Name of the storage account.</summary>
    public string AccountName => _connection.AccountName;

    /// <summary>Address of the account, without a signature.</summary>
    public Uri Uri => _connection.Endpoint.Root;

    /// <summary>A client for one table, on the same pipeline. Nothing is sent.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(_connection, tableName);

    /// <inheritdoc cref="TableClient.CreateAsync"/>
    public virtual Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.CreateAsync(_connection, tableName, cancellationToken);

    /// <inheritdoc cref="TableClient.CreateIfNotExistsAsync"/>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.CreateIfNotExistsAsync(_connection, tableName, cancellationToken);

    /// <inheritdoc cref="TableClient.DeleteAsync"/>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.DeleteAsync(_connection, tableName, cancellationToken);

    /// <summary>Tables in the order of their names.</summary>
    /// <param name="filter">OData filter on <c>TableName</c>, or null for all tables.</param>
    /// <param name="maxPerPage">Tables per page, at most 1,000.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public virtual AsyncPageable<TableItem> QueryAsync(string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        TableOperations.List(_connection, filter, maxPerPage, cancellationToken);

    /// <summary>
    /// Tables in the order of their names. The compiler prefers the overload with a plain string for <c>$"..."</c>, which writes values
    /// without quotes: cast to <see cref="FormattableString"/> or call <see cref="CreateQueryFilter(FormattableString)"/>.
    /// </summary>
    /// <inheritdoc cref="QueryAsync(string, int?, CancellationToken)" path="/param"/>
    public virtual AsyncPageable<TableItem> QueryAsync(FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    /// <inheritdoc cref="QueryAsync(string, int?, CancellationToken)"/>
    public virtual AsyncPageable<TableItem> QueryAsync(Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    /// <inheritdoc cref="TableClient.CreateQueryFilter(FormattableString)"/>
    public static string CreateQueryFilter(FormattableString filter) => FilterLiteral.Interpolate(filter);

    /// <inheritdoc cref="TableClient.CreateQueryFilter{T}"/>
    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) => FilterTranslator.Translate(filter)!;
}
