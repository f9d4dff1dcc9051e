using System.Linq.Expressions;
using System.Reflection;

namespace Azure.Data.Tables.Filters;

/// <summary>Translates a lambda over a row into an OData filter. What has no exact counterpart is refused, never approximated.</summary>
internal static class FilterTranslator
{
    /// <returns>The filter, or null for one that is always true.</returns>
    /// <exception cref="NotSupportedException">The expression has no OData counterpart.</exception>
    public static string? Translate(LambdaExpression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var text = Condition(filter.Body, filter.Parameters[0]);
        return text == "true" ? null : text;
    }

    private static string Condition(Expression node, ParameterExpression row) => node switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both => $"{Operand(both.Left, row)} and {Operand(both.Right, row)}",
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either => $"{Operand(either.Left, row)} or {Operand(either.Right, row)}",
        BinaryExpression binary when Operator(binary.NodeType) is { } @operator => Comparison(binary, @operator, row),
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not {Operand(not.Operand, row)}",
        UnaryExpression { NodeType: ExpressionType.Convert } convert when convert.Operand.Type == typeof(bool) || convert.Operand.Type == typeof(bool?) => Condition(convert.Operand, row),
        MethodCallExpression { Method.Name: nameof(Equals) } call => EqualsCall(call, row),
        _ when CapturedValue.IsConstant(node, row) => FilterLiteral.TryFormat(CapturedValue.Evaluate(node)) ?? throw Unsupported(node),
        _ when RowProperty.TryFind(node, row) is { } property && property.Type == typeof(bool) => $"{property.Name} eq true",
        _ => throw Unsupported(node),
    };

    private static string Operand(Expression node, ParameterExpression row) => "(" + Condition(node, row) + ")";

    private static string Comparison(BinaryExpression node, string @operator, ParameterExpression row)
    {
        if (StringOrder.TryFind(node.Left) is { } order && CapturedValue.IsConstant(node.Right, row) && CapturedValue.Evaluate(node.Right) is 0)
        {
            return Compare(order.Left, @operator, order.Right, row, node);
        }

        return Compare(node.Left, @operator, node.Right, row, node);
    }

    private static string EqualsCall(MethodCallExpression call, ParameterExpression row) => call switch
    {
        { Object: { } target, Arguments: [var other] } => Compare(target, "eq", other, row, call),
        { Object: null, Arguments: [var left, var right] } => Compare(left, "eq", right, row, call),
        _ => throw Unsupported(call),
    };

    private static string Compare(Expression left, string @operator, Expression right, ParameterExpression row, Expression whole)
    {
        if (RowProperty.TryFind(left, row) is { } property && CapturedValue.IsConstant(right, row))
        {
            return $"{property.Name} {@operator} {Literal(property, right, whole)}";
        }

        if (RowProperty.TryFind(right, row) is { } mirrored && CapturedValue.IsConstant(left, row))
        {
            return $"{mirrored.Name} {Mirror(@operator)} {Literal(mirrored, left, whole)}";
        }

        throw Unsupported(whole);
    }

    private static string Literal(RowProperty property, Expression value, Expression whole)
    {
        var constant = CapturedValue.Evaluate(value);

        // The compiler compares enums as numbers; the table holds their names.
        if (property.Type.IsEnum && constant is not null)
        {
            constant = Enum.ToObject(property.Type, constant).ToString();
        }

        return FilterLiteral.TryFormat(constant) ?? throw Unsupported(whole);
    }

    private static string? Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        _ => null,
    };

    private static string Mirror(string @operator) => @operator switch
    {
        "lt" => "gt",
        "le" => "ge",
        "gt" => "lt",
        "ge" => "le",
        _ => @operator,
    };

    private static NotSupportedException Unsupported(Expression node) =>
        new($"The expression '{node}' cannot be translated into a table filter: compare one property of the row with one value.");

    /// <summary>The two texts of <c>string.Compare(a, b)</c> or <c>a.CompareTo(b)</c>.</summary>
    private sealed record StringOrder(Expression Left, Expression Right)
    {
        private static readonly MethodInfo Compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;
        private static readonly MethodInfo CompareTo = typeof(string).GetMethod(nameof(string.CompareTo), [typeof(string)])!;

        public static StringOrder? TryFind(Expression node) => node switch
        {
            MethodCallExpression call when call.Method == Compare => new StringOrder(call.Arguments[0], call.Arguments[1]),
            MethodCallExpression call when call.Method == CompareTo => new StringOrder(call.Object!, call.Arguments[0]),
            _ => null,
        };
    }
}
