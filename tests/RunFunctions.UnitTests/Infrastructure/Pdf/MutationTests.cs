using System.Collections.Concurrent;
using System.Diagnostics;

namespace RunFunctions.UnitTests.Infrastructure.Pdf;

public sealed class MutationTests
{
    private const int Files = 2_000;
    private const int Seed = 20_250_314;

    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(2);

    [Fact]
    public void Two_thousand_damaged_files_end_in_an_outcome_and_soon()
    {
        var originals = Corpus.Names.Select(Corpus.Bytes).ToList();
        var failures = new ConcurrentBag<string>();
        Parallel.For(0, Files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var random = new Random(Seed + i);
            var damaged = Damage(originals[i % originals.Count], random);
            var watch = Stopwatch.StartNew();
            try
            {
                Reading.Of(damaged);
            }
            catch (Exception e)
            {
                failures.Add($"file {i}: {e.GetType().Name} {e.StackTrace?.Split('\n')[0]}");
            }

            if (watch.Elapsed > Slowest)
            {
                failures.Add($"file {i}: {watch.Elapsed}");
            }
        });

        Assert.Empty(failures);
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var bytes = original.ToArray();
        switch (random.Next(4))
        {
            case 0:
                for (var i = random.Next(1, 40); i > 0; i--)
                {
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                }

                return bytes;
            case 1:
                return bytes[..random.Next(bytes.Length)];
            case 2:
                var start = random.Next(bytes.Length);
                return [.. bytes[..start], .. bytes[Math.Min(bytes.Length, start + random.Next(1, 2000))..]];
            default:
                // Lengths, offsets, references and counts are digits.
                for (var i = random.Next(1, 200); i > 0; i--)
                {
                    var at = random.Next(bytes.Length);
                    bytes[at] = bytes[at] is >= (byte)'0' and <= (byte)'9' ? (byte)('0' + random.Next(10)) : bytes[at];
                }

                return bytes;
        }
    }
}
