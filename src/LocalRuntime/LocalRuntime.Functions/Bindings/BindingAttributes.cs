namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Base of every attribute that binds a parameter or a return value.</summary>
[AttributeUsage(AttributeTargets.All)]
public abstract class BindingAttribute : Attribute;

/// <summary>Marks the parameter that makes a function run.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute;

/// <summary>Marks a parameter that is given to a function besides its trigger.</summary>
public abstract class InputBindingAttribute : BindingAttribute;

/// <summary>Marks what a function gives away besides its result.</summary>
public abstract class OutputBindingAttribute : BindingAttribute;
