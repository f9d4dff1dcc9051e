using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using RunFunctions.Core.Documents.Domain;

namespace RunFunctions.UnitTests.Documents;

public sealed class TextPatternTests
{
    private const int MaxDepth = 4;

    private static readonly Assembly Core = typeof(TextPattern).Assembly;

    /// <summary>Every regex that a static field of the documents' rules holds, itself or through what it holds.</summary>
    private static IReadOnlyList<Regex> Patterns { get; } =
        [.. StaticValues().SelectMany(value => Regexes(value, 0)).DistinctBy(regex => (regex.ToString(), regex.Options))];

    [Theory]
    [InlineData("peso|weight", true)]
    [InlineData("[0-9]{1,6} ?kgs?", true)]
    [InlineData(@"\b(?:la )?vacuna\b", true)]
    [InlineData("[*+{]", true)]
    [InlineData("[]*]x", true)]
    [InlineData(@"[\]*]x", true)]
    [InlineData(@"\+\*", true)]
    [InlineData("[0-9]+", false)]
    [InlineData("a *b", false)]
    [InlineData("[0-9]{2,}", false)]
    [InlineData("(?:[a-z] ?){1,4}", false)]
    [InlineData("(?:a|b)*", false)]
    public void A_pattern_is_bounded_when_nothing_repeats_without_end_and_no_group_repeats(string pattern, bool bounded) =>
        Assert.Equal(
            bounded ? RegexOptions.None : RegexOptions.NonBacktracking,
            TextPattern.Of(pattern).Options & RegexOptions.NonBacktracking);

    [Fact]
    public void Both_engines_find_the_same_whatever_the_text()
    {
        Assert.InRange(Patterns.Count, 80, 200);
        foreach (var pattern in Patterns.Where(pattern => !pattern.Options.HasFlag(RegexOptions.NonBacktracking) && !BeginsOptionally(pattern)))
        {
            var other = new Regex(pattern.ToString(), pattern.Options | RegexOptions.NonBacktracking);
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(30),
                Prop.ForAll(TextsOf(pattern), text => Places(pattern, text).SequenceEqual(Places(other, text))));
        }
    }

    [Fact]
    public void No_pattern_without_backtracking_begins_with_something_optional() =>
        Assert.DoesNotContain(Patterns, pattern => pattern.Options.HasFlag(RegexOptions.NonBacktracking) && BeginsOptionally(pattern));

    /// <summary>A pattern of quadratic time would need minutes.</summary>
    [Fact]
    public void No_pattern_takes_two_seconds_for_a_text_that_almost_matches_everywhere()
    {
        const int Length = 200_000;
        foreach (var pattern in Patterns)
        {
            var timed = new Regex(pattern.ToString(), pattern.Options, TimeSpan.FromSeconds(2));
            foreach (var part in PartsOf(pattern).Append("1 ").Append("1").Append(" "))
            {
                Assert.InRange(timed.Count(string.Concat(Enumerable.Repeat(part, Length / part.Length))), 0, Length);
            }
        }
    }

    private static IEnumerable<(int Index, int Length)> Places(Regex pattern, string text) =>
        pattern.Matches(text).Select(match => (match.Index, match.Length));

    /// <summary>.NET's engine without backtracking loses matches of these (dotnet/runtime#130176).</summary>
    private static bool BeginsOptionally(Regex pattern) =>
        Regex.IsMatch(pattern.ToString(), @"^(?:\[[^]]*\]|\\.|[^\\[(])(?:[?*]|\{0)", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>Words of the pattern, numbers and what stands between them.</summary>
    private static Arbitrary<string> TextsOf(Regex pattern) =>
        Gen.Elements([.. PartsOf(pattern), " ", " ", " ", ".", ",", "-", "/", ":", "\n", "1", "20", "3,5", "a", "x", "ñ", "€"])
            .ArrayOf(20).Select(string.Concat).ToArbitrary();

    private static string[] PartsOf(Regex pattern) =>
        [.. Regex.Matches(pattern.ToString(), "(?<!\\\\)[a-z]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(word => word.Value).Distinct()];

    private static IEnumerable<object?> StaticValues()
    {
        foreach (var type in Core.GetTypes().Where(type => type.Namespace?.Contains(".Documents.", StringComparison.Ordinal) == true && !type.ContainsGenericParameters))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            {
                yield return field.GetValue(null);
            }
        }
    }

    private static IEnumerable<Regex> Regexes(object? value, int depth) => value switch
    {
        null or string => [],
        Regex regex => [regex],
        _ when depth == MaxDepth => [],
        IEnumerable items => items.Cast<object?>().SelectMany(item => Regexes(item, depth + 1)),
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Regexes(tuple[i], depth + 1)),
        _ when value.GetType().Assembly == Core => value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(field => Regexes(field.GetValue(value), depth + 1)),
        _ => [],
    };
}
