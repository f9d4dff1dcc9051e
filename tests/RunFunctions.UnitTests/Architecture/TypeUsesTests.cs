using System.Globalization;
using System.Text;

namespace RunFunctions.UnitTests.Architecture;

public sealed class TypeUsesTests
{
    [Theory]
    [InlineData(typeof(InProperty), typeof(StringBuilder))]
    [InlineData(typeof(InSignature), typeof(StringBuilder))]
    [InlineData(typeof(InBody), typeof(StringBuilder))]
    [InlineData(typeof(AsGenericArgument), typeof(StringBuilder))]
    [InlineData(typeof(InBase), typeof(List<>))]
    [InlineData(typeof(InBase), typeof(StringBuilder))]
    [InlineData(typeof(OnlyCalled), typeof(CultureInfo))]
    public void A_use_is_seen_wherever_it_stands(Type user, Type used) => Assert.Contains(used, TypeUses.Of(user));

    [Fact]
    public void What_is_not_used_is_not_seen() => Assert.DoesNotContain(typeof(Encoder), TypeUses.Of(typeof(InBody)));

    private sealed class InProperty
    {
        public StringBuilder? Text { get; set; }
    }

    private abstract class InSignature
    {
        public abstract void Write(StringBuilder[] texts);
    }

    private static class InBody
    {
        public static int Length() => new StringBuilder().Length;
    }

    private static class AsGenericArgument
    {
        public static int Count(object values) => ((Dictionary<string, List<StringBuilder>>)values).Count;
    }

    private sealed class InBase : List<StringBuilder>;

    private static class OnlyCalled
    {
        public static int Days(int switched) => switched switch
        {
            0 => 1,
            1 => CultureInfo.InvariantCulture.LCID,
            2 => 3,
            3 => 4,
            _ => 5,
        };
    }
}
