using System.Text.RegularExpressions;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>What a text must not contain. Each rule takes a text and gives what it found.</summary>
internal static partial class SourceRules
{
    private const string NoBacktracking = "NonBacktracking";

    /// <summary>Time or randomness taken from the surroundings instead of an injected source.</summary>
    public static IEnumerable<string> AmbientTimeAndRandomness(string code) => Ambient().Matches(code).Select(match => match.Value);

    /// <summary>The system's clock taken directly.</summary>
    public static IEnumerable<string> SystemClock(string code) => SystemTime().Matches(code).Select(match => match.Value);

    /// <summary>Code that exists under a condition of the compiler.</summary>
    public static IEnumerable<string> ConditionalCode(string code) => Condition().Matches(code).Select(match => match.Value.Trim());

    /// <summary>Regexes that may run for ever on a hostile text.</summary>
    public static IEnumerable<string> UnboundedRegexes(string code)
    {
        var safeOptions = RegexOptionsConstant().Matches(code)
            .Where(constant => constant.Groups["value"].Value.Contains(NoBacktracking, StringComparison.Ordinal))
            .Select(constant => constant.Groups["name"].Value)
            .ToHashSet();
        return RegexUse().Matches(code)
            .Select(use => use.Value + CSharpText.Bracketed(code, use.Index + use.Length - 1) + ")")
            .Where(use => !Bound().IsMatch(use) && !Identifier().Matches(use).Any(name => safeOptions.Contains(name.Value)));
    }

    /// <summary>Tests that are not run.</summary>
    public static IEnumerable<string> SkippedTests(string code) => Skipped().Matches(code).Select(match => match.Value);

    /// <summary>Paths that exist on one machine only.</summary>
    public static IEnumerable<string> MachinePaths(string text) => MachinePath().Matches(text).Select(match => match.Value);

    /// <summary>Whether a file is long and does not say why in its first line.</summary>
    public static bool IsLongWithoutReason(string text) =>
        text.AsSpan().Count('\n') > 400 && !text.TrimStart('\uFEFF').StartsWith("// One file because", StringComparison.Ordinal);

    [GeneratedRegex(@"\bDateTime(?:Offset)?\s*\.\s*(?:UtcNow|Now|Today)\b|\bGuid\s*\.\s*(?:NewGuid|CreateVersion7)\b|\bnew\s+Random\b|\bRandom\s*\.\s*Shared\b|\bRandom\s+\w+\s*=\s*new\b|\bEnvironment\s*\.\s*TickCount")]
    private static partial Regex Ambient();

    [GeneratedRegex(@"\bTimeProvider\s*\.\s*System\b")]
    private static partial Regex SystemTime();

    [GeneratedRegex(@"^[ \t]*#[ \t]*(?:if|elif|else)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Condition();

    // A constructor, also one whose type is left to the field; a static method; the attribute.
    [GeneratedRegex(@"\bnew\s+Regex\s*\(|\bRegex\??\s+\w+\s*(?:\{[^{}]*\}\s*)?=\s*new\s*\(|\bRegex\s*\.\s*(?:IsMatch|Match|Matches|Count|Replace|Split|EnumerateMatches|EnumerateSplits)\s*\(|\bGeneratedRegex\s*\(")]
    private static partial Regex RegexUse();

    [GeneratedRegex(@"\bconst\s+RegexOptions\s+(?<name>\w+)\s*=(?<value>[^;]*);")]
    private static partial Regex RegexOptionsConstant();

    [GeneratedRegex(@"\bNonBacktracking\b|[Tt]imeout|\bTimeSpan\b")]
    private static partial Regex Bound();

    [GeneratedRegex(@"\b[A-Za-z_]\w*\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\b(?:Fact|Theory|InlineData|MemberData|ClassData)\s*\([^\]]*\bSkip\w*\s*=")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"(?<![\w.~}*])/(?:work|tmp|root|var/folders)/[\w.][^\s""'`)]*|(?<![\w.~}*])/(?:home|Users)/\w+/[^\s""'`)]*|\b[A-Z]:\\{1,2}(?:Users|work|src|dev)\\[^\s""'`)]*")]
    private static partial Regex MachinePath();
}
