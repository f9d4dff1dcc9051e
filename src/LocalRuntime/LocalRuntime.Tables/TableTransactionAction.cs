namespace Azure.Data.Tables;

/// <summary>One operation of an entity group transaction.</summary>
public class TableTransactionAction
{
    /// <summary>An operation without a condition; see the other constructor for what that means per type.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <param name="actionType">What to do.</param>
    /// <param name="entity">The row; for a deletion only its keys count.</param>
    /// <param name="etag">
    /// Version that the row must have, or <see cref="ETag.All"/> for any. Without one a deletion takes any version and an
    /// <c>UpdateMerge</c>/<c>UpdateReplace</c> carries no condition at all, which the service executes as an upsert.
    /// </param>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    public TableTransactionActionType ActionType { get; }

    public ITableEntity Entity { get; }

    public ETag ETag { get; }
}
