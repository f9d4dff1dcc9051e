namespace Azure.Data.Tables.Serialization;

/// <summary>Names of the service's data types, as they stand in <c>@odata.type</c> annotations.</summary>
internal static class EdmTypes
{
    public const string AnnotationSuffix = "@odata.type";
    public const string Binary = "Edm.Binary";
    public const string Boolean = "Edm.Boolean";
    public const string DateTime = "Edm.DateTime";
    public const string Double = "Edm.Double";
    public const string Guid = "Edm.Guid";
    public const string Int32 = "Edm.Int32";
    public const string Int64 = "Edm.Int64";
    public const string String = "Edm.String";

    /// <summary>UTC with 100 ns, the service's own precision.</summary>
    public const string DateTimeFormat = "yyyy-MM-ddTHH:mm:ss.fffffffZ";
}
