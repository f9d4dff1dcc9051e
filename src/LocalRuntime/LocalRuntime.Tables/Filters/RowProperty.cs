using System.Linq.Expressions;
using System.Reflection;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Filters;

/// <summary>A property of the row in an expression: its stored name and its type without <c>?</c>.</summary>
internal sealed record RowProperty(string Name, Type Type)
{
    private static readonly HashSet<string> Getters =
    [
        "get_Item", nameof(TableEntity.GetString), nameof(TableEntity.GetBinary), nameof(TableEntity.GetBinaryData), nameof(TableEntity.GetBoolean),
        nameof(TableEntity.GetDateTime), nameof(TableEntity.GetDateTimeOffset), nameof(TableEntity.GetDouble), nameof(TableEntity.GetGuid),
        nameof(TableEntity.GetInt32), nameof(TableEntity.GetInt64),
    ];

    public static RowProperty? TryFind(Expression node, ParameterExpression row) => node switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs } convert => TryFind(convert.Operand, row),
        MemberExpression { Member.Name: "Value", Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null => TryFind(inner, row),
        MemberExpression { Member: PropertyInfo property, Expression: { } source } when IsRow(source, row) => new RowProperty(StoredName(property), Underlying(property.PropertyType)),
        MethodCallExpression { Object: { } source, Arguments: [var key] } call when IsRow(source, row) && Getters.Contains(call.Method.Name)
            && CapturedValue.IsConstant(key, row) && CapturedValue.Evaluate(key) is string name => new RowProperty(name, Underlying(call.Type)),
        _ => null,
    };

    private static bool IsRow(Expression node, ParameterExpression row) =>
        node == row || (node is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.TypeAs } convert && IsRow(convert.Operand, row));

    private static string StoredName(PropertyInfo property) =>
        property.DeclaringType == typeof(TableItem) && property.Name == nameof(TableItem.Name) ? "TableName" : PropertyAccess.StoredName(property);

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
