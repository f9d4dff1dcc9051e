using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using RunFunctions.TestSupport;

namespace LocalRuntime.Tests.Api;

/// <summary>Every public type and member of every stand-in exists in the official packages, in the same form.</summary>
public sealed class SurfaceTests
{
    // A stand-in may stand in for several packages. One that is missing here fails below.
    private static readonly Dictionary<string, string[]> Lists = new()
    {
        ["LocalRuntime.DurableTask"] = ["Microsoft.DurableTask.Abstractions.txt", "Microsoft.DurableTask.Client.txt", "Microsoft.Azure.Functions.Worker.Extensions.txt"],
        ["LocalRuntime.Functions"] = ["Microsoft.Azure.Functions.Worker.Core.txt", "Microsoft.Azure.Functions.Worker.Extensions.txt"],
        ["LocalRuntime.Tables"] = ["Azure.Data.Tables.txt"],
    };

    public static TheoryData<string> StandIns => [.. Names()];

    [Theory]
    [MemberData(nameof(StandIns))]
    public void A_stand_in_shows_nothing_that_the_official_packages_do_not(string assembly)
    {
        Assert.True(Lists.TryGetValue(assembly, out var lists), $"{assembly} has no list of what is official.");

        var deviations = SurfaceComparer.Deviations(Assembly.Load(assembly), lists);

        Assert.True(deviations.Count == 0, string.Join(Environment.NewLine, deviations));
    }

    [Fact]
    public void Every_stand_in_is_compared() => Assert.Equal(Lists.Keys.Order(StringComparer.Ordinal), Names());

    // The lists were taken from the official packages. Who adds a line to one makes something of ours look official.
    [Theory]
    [InlineData("Azure.Data.Tables", "a42dee4198cec5ae1b1484ed12f45f2a4a2a602b8b1ec00a247d07872de7d026")]
    [InlineData("Microsoft.Azure.Functions.Worker.Core", "d061df8b7bbb622edcc6693f7ff666662eb769d85d1329e8648f9836a8e50255")]
    [InlineData("Microsoft.Azure.Functions.Worker.Extensions", "082f5a9ea5a229d637cd37e75056a88e5b6879fca9ecb55fb368d1f3857f15c7")]
    [InlineData("Microsoft.DurableTask.Abstractions", "23a388dccfa6465a7f1f6d703335cd77554a88e4dc18699c06c3a7f7bccfbf54")]
    [InlineData("Microsoft.DurableTask.Client", "024d1e4229e6f646307ee411a6be1ef03d437ba56e5b5b689b77155b4b1c6b67")]
    [InlineData("Microsoft.DurableTask.Worker", "9f4ec42d8d598a05f15a31d860c4412b48d2304a171efeb6e2ca8f72a5a84794")]
    public void A_list_is_what_was_taken_from_the_official_packages(string name, string sha256)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Api", name + ".txt")).ReplaceLineEndings("\n");

        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Path.Combine(TestAzurite.RepositoryRoot, "src", "LocalRuntime"), "LocalRuntime.*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);
}
