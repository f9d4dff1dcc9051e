namespace Microsoft.Azure.Functions.Worker.Core;

/// <summary>Entry point of a worker extension: runs once while the app is being built.</summary>
public abstract class WorkerExtensionStartup
{
    public abstract void Configure(IFunctionsWorkerApplicationBuilder applicationBuilder);
}

/// <summary>Names the startup type of an extension's assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public class WorkerExtensionStartupAttribute : Attribute
{
    /// <exception cref="ArgumentNullException"><paramref name="startupType"/> is null.</exception>
    public WorkerExtensionStartupAttribute(Type startupType)
    {
        StartupType = startupType ?? throw new ArgumentNullException(nameof(startupType));
    }

    public Type StartupType { get; }
}
