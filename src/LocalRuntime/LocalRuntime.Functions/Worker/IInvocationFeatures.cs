namespace Microsoft.Azure.Functions.Worker;

/// <summary>Per-invocation objects by type, for worker extensions.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    void Set<T>(T? instance);

    T? Get<T>();
}
