using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables.Serialization;

/// <summary>Compiled access to the properties of a class of rows: no reflection and no boxing when a row is written or read.</summary>
internal static class PropertyAccess
{
    private static readonly Dictionary<Type, MethodInfo> Readers = new()
    {
        [typeof(string)] = Reader(nameof(StoredProperty.ToText)),
        [typeof(bool)] = Reader(nameof(StoredProperty.ToBoolean)),
        [typeof(int)] = Reader(nameof(StoredProperty.ToInt32)),
        [typeof(long)] = Reader(nameof(StoredProperty.ToInt64)),
        [typeof(ulong)] = Reader(nameof(StoredProperty.ToUInt64)),
        [typeof(double)] = Reader(nameof(StoredProperty.ToDouble)),
        [typeof(Guid)] = Reader(nameof(StoredProperty.ToGuid)),
        [typeof(DateTime)] = Reader(nameof(StoredProperty.ToDateTime)),
        [typeof(DateTimeOffset)] = Reader(nameof(StoredProperty.ToDateTimeOffset)),
        [typeof(byte[])] = Reader(nameof(StoredProperty.ToBinary)),
        [typeof(BinaryData)] = Reader(nameof(StoredProperty.ToBinaryData)),
    };

    public static bool IsSupported(Type type) => Readers.ContainsKey(Underlying(type)) || Underlying(type).IsEnum;

    public static string StoredName(PropertyInfo property) => property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name;

    public static Func<ITableEntity> Factory(Type type) =>
        type.IsAbstract || (type.IsClass && type.GetConstructor(Type.EmptyTypes) is null)
            ? throw new MissingMethodException($"{type} needs a public constructor without parameters to be read from a table.")
            : Expression.Lambda<Func<ITableEntity>>(Expression.Convert(Expression.New(type), typeof(ITableEntity))).Compile();

    public static Action<object, StoredProperty> Setter(PropertyInfo property)
    {
        var target = Expression.Parameter(typeof(object));
        var stored = Expression.Parameter(typeof(StoredProperty));
        var underlying = Underlying(property.PropertyType);
        var read = Readers.TryGetValue(underlying, out var reader)
            ? Expression.Call(stored, reader)
            : Expression.Call(stored, nameof(StoredProperty.ToEnum), [underlying]);
        var assign = Expression.Assign(
            Expression.Property(Expression.Convert(target, property.DeclaringType!), property),
            Expression.Convert(read, property.PropertyType));
        return Expression.Lambda<Action<object, StoredProperty>>(assign, target, stored).Compile();
    }

    /// <exception cref="NotSupportedException">A property has a type that a table cannot hold.</exception>
    public static Action<object, EntityJsonWriter> Writer(Type type, PropertyInfo[] members)
    {
        var source = Expression.Parameter(typeof(object));
        var writer = Expression.Parameter(typeof(EntityJsonWriter));
        var typed = Expression.Variable(type);
        var body = new List<Expression> { Expression.Assign(typed, Expression.Convert(source, type)) };
        foreach (var member in members.Where(member => member.CanRead))
        {
            if (!IsSupported(member.PropertyType))
            {
                throw new NotSupportedException(
                    $"{type}.{member.Name} has the type {member.PropertyType}, which a table cannot hold; mark it with [IgnoreDataMember].");
            }

            var argument = WriterArgument(member.PropertyType);
            var write = typeof(EntityJsonWriter).GetMethod(nameof(EntityJsonWriter.Write), [typeof(string), argument])!;
            body.Add(Expression.Call(writer, write, Expression.Constant(StoredName(member)), Expression.Convert(Expression.Property(typed, member), argument)));
        }

        return Expression.Lambda<Action<object, EntityJsonWriter>>(Expression.Block([typed], body), source, writer).Compile();
    }

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static Type WriterArgument(Type type)
    {
        var underlying = Underlying(type);
        if (underlying.IsEnum)
        {
            return typeof(Enum);
        }

        return underlying.IsValueType ? typeof(Nullable<>).MakeGenericType(underlying) : underlying;
    }

    private static MethodInfo Reader(string name) => typeof(StoredProperty).GetMethod(name)!;
}
