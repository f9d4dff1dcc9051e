using LocalRuntime.DurableTask.Storage;

namespace LocalRuntime.DurableTask.Engine;

/// <summary>The way from one instance to another.</summary>
internal interface IInstanceRouter
{
    /// <summary>Gives a message to an instance, which is loaded when needed.</summary>
    void Post(string instanceId, Message message);

    /// <summary>As <see cref="Post"/>, and waits until it has been handled.</summary>
    Task<Delivery> SendAsync(string instanceId, Message message, CancellationToken cancellationToken);

    /// <summary>Records a new instance and lets it run.</summary>
    /// <returns>Null when created; otherwise the instance that has the id and stays.</returns>
    Task<InstanceRecord?> CreateAsync(InstanceRecord record, Func<InstanceRecord, bool> mayReplace, CancellationToken cancellationToken);
}
