using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables.Serialization;

/// <summary>
/// How a class of rows is written and read, worked out once per class. Public properties count, except those marked
/// <see cref="IgnoreDataMemberAttribute"/>; <see cref="DataMemberAttribute.Name"/> renames. The four members of
/// <see cref="ITableEntity"/> go through the interface, so explicit implementations work.
/// </summary>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Known = new();
    private static readonly string[] SystemNames = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), nameof(ITableEntity.Timestamp), nameof(ITableEntity.ETag)];

    private readonly Lazy<Action<object, EntityJsonWriter>> _write;
    private readonly Lazy<Func<ITableEntity>> _create;
    private readonly Dictionary<string, Action<object, StoredProperty>> _setters;

    private EntityShape(Type type)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0
                && !SystemNames.Contains(property.Name)
                && !property.IsDefined(typeof(IgnoreDataMemberAttribute)))
            .ToArray();
        _write = new(() => PropertyAccess.Writer(type, members));
        _create = new(() => PropertyAccess.Factory(type));
        _setters = members.Where(member => member.CanWrite && PropertyAccess.IsSupported(member.PropertyType))
            .ToDictionary(PropertyAccess.StoredName, PropertyAccess.Setter);
    }

    public static EntityShape Of(Type type) => Known.GetOrAdd(type, static key => new EntityShape(key));

    public void Write(object entity, EntityJsonWriter writer) => _write.Value(entity, writer);

    public ITableEntity Read(List<StoredProperty> properties, int count)
    {
        var entity = _create.Value();
        for (var index = 0; index < count; index++)
        {
            var property = properties[index];
            switch (property.Name)
            {
                case nameof(ITableEntity.PartitionKey):
                    entity.PartitionKey = property.ToText()!;
                    break;
                case nameof(ITableEntity.RowKey):
                    entity.RowKey = property.ToText()!;
                    break;
                case nameof(ITableEntity.Timestamp):
                    entity.Timestamp = property.ToDateTimeOffset();
                    break;
                case TableEntity.ETagKey:
                    entity.ETag = new ETag(property.ToText()!);
                    break;
                default:
                    if (!property.IsNull && _setters.TryGetValue(property.Name, out var set))
                    {
                        set(entity, property);
                    }

                    break;
            }
        }

        return entity;
    }
}
