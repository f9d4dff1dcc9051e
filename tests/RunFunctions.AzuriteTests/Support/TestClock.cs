namespace RunFunctions.AzuriteTests.Support;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class TestClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(double seconds) => _now += TimeSpan.FromSeconds(seconds);
}
