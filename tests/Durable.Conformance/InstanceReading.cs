using System.Text.Json;
using Durable.Conformance.App.Client;

namespace Durable.Conformance;

internal static class InstanceReading
{
    /// <summary>The output of an instance that must have completed.</summary>
    public static T? Result<T>(this Instance instance)
    {
        Assert.True(instance.Status == "Completed", $"{instance.Status}: {instance.Failure?.Message}");
        return instance.Output is null ? default : JsonSerializer.Deserialize<T>(instance.Output, JsonSerializerOptions.Web);
    }

    /// <summary>The failure of an instance that must have failed.</summary>
    public static Failure FailureOf(this Instance instance)
    {
        Assert.Equal("Failed", instance.Status);
        return Assert.IsType<Failure>(instance.Failure);
    }
}
