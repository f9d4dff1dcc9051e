namespace RunFunctions.Benchmarks.Measuring;

/// <summary>Two things measured in turns, so that both see the same machine in the same minute.</summary>
internal sealed record Comparison(Samples Subject, Samples Reference)
{
    public double Ratio => Subject.Median / Reference.Median;

    public static async Task<Comparison> RunAsync(int warmUps, int rounds, Func<Task> subject, Func<Task> reference, Func<Task>? between = null)
    {
        var measured = new Comparison(new Samples(), new Samples());
        for (var round = -warmUps; round < rounds; round++)
        {
            var into = round < 0 ? new Comparison(new Samples(), new Samples()) : measured;
            await into.Subject.TimeAsync(subject);
            await (between?.Invoke() ?? Task.CompletedTask);
            await into.Reference.TimeAsync(reference);
        }

        return measured;
    }
}
