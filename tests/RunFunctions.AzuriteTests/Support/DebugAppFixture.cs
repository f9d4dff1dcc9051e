namespace RunFunctions.AzuriteTests.Support;

/// <summary>An app whose debug routes are switched on and whose interpreter a test controls.</summary>
public sealed class DebugAppFixture() : ScriptedAppFixture(["--Documents:DebugRoutes", "true"]);
