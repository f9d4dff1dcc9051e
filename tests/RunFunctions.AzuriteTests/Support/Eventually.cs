using System.Diagnostics;

namespace RunFunctions.AzuriteTests.Support;

/// <summary>Asks again until something is so; fails when it takes unreasonably long.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task TrueAsync(Func<bool> condition, string what) => GetAsync(() => Task.FromResult(condition()), met => met, what);

    /// <summary>The first answer that is good.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> isGood, string what)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (isGood(answer))
            {
                return answer;
            }

            Assert.True(waited.Elapsed < Deadline, $"Not within {Deadline.TotalSeconds:0} s: {what}. Last seen: {answer}");
            await Task.Delay(Pause);
        }
    }
}
