namespace RunFunctions.Core.Engine.Domain;

/// <summary>Which app it is.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Commit">The commit it was built from, or <c>unknown</c>.</param>
public sealed record AppBuild(string Version, string Commit);
