using System.Linq.Expressions;
using System.Reflection;

namespace Azure.Data.Tables.Filters;

/// <summary>Parts of an expression that do not depend on the row.</summary>
internal static class CapturedValue
{
    public static bool IsConstant(Expression node, ParameterExpression row)
    {
        var search = new RowSearch(row);
        search.Visit(node);
        return !search.Found;
    }

    public static object? Evaluate(Expression node) => node switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field, Expression: null or ConstantExpression } member => field.GetValue((member.Expression as ConstantExpression)?.Value),
        UnaryExpression { NodeType: ExpressionType.Convert, Operand: ConstantExpression constant } convert when constant.Type == Nullable.GetUnderlyingType(convert.Type) => constant.Value,
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(node, typeof(object))).Compile(preferInterpretation: true)(),
    };

    private sealed class RowSearch(ParameterExpression row) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == row;
            return node;
        }
    }
}
