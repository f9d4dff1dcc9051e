using RunFunctions.Benchmarks.Measuring;
using RunFunctions.Infrastructure.AzureStorage;

namespace RunFunctions.Benchmarks.Scale;

/// <summary>What a small blob costs the emulator beside so many others, without the app: the share of it that no app can mend.</summary>
internal static class EmulatorBenchmark
{
    private const int Callers = 8;
    private const int Size = 2048;

    public static async Task<IReadOnlyList<(int Blobs, Samples Put)>> MeasureAsync(StorageClients storage, int rounds, params int[] sizes)
    {
        List<(int, Samples)> measured = [];
        var content = new byte[Size];
        var filled = 0;
        foreach (var size in sizes)
        {
            await Parallel.ForAsync(filled, size, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (_, _) => await PutAsync());
            filled = size + rounds;
            var samples = new Samples();
            for (var round = 0; round < rounds; round++)
            {
                await samples.TimeAsync(PutAsync);
            }

            measured.Add((size, samples));
        }

        return measured;

        async Task PutAsync()
        {
            using var stream = new MemoryStream(content, writable: false);
            await storage.Artifact($"emulator/{Guid.NewGuid():N}").UploadAsync(stream);
        }
    }
}
