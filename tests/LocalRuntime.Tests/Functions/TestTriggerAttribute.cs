using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace LocalRuntime.Tests.Functions;

/// <summary>A trigger that the tests fire themselves.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TestTriggerAttribute : TriggerBindingAttribute;
