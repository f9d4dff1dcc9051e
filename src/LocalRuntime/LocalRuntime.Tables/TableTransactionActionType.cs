namespace Azure.Data.Tables;

/// <summary>Kinds of operations in a transaction.</summary>
public enum TableTransactionActionType
{
    /// <summary>Insert; fails with 409 when the row is there.</summary>
    Add = 0,

    /// <summary>Change the properties sent; 404 when the row is missing, 412 when its version is another.</summary>
    UpdateMerge = 1,

    /// <summary>Replace the row; 404 when it is missing, 412 when its version is another.</summary>
    UpdateReplace = 2,

    /// <summary>Remove the row; 404 when it is missing, 412 when its version is another.</summary>
    Delete = 3,

    /// <summary>Insert, or change the properties sent.</summary>
    UpsertMerge = 4,

    /// <summary>Insert or replace.</summary>
    UpsertReplace = 5,
}
