using System.Security.Cryptography;
using System.Text;

namespace RunFunctions.Core.Engine.Domain;

/// <summary>Names a group of failures that are alike: 16 hex digits over kind, error code, step and normalised reason.</summary>
public static class FailureFingerprint
{
    private const int Bytes = 8;

    public static string Of(RunKind kind, RunFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var text = string.Join('\n', kind, failure.ErrorCode, failure.StepName, failure.Reason);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
    }

    /// <summary>Whether a text has the form of a fingerprint.</summary>
    public static bool IsMatch(string? text) => text is { Length: 2 * Bytes } && text.All(char.IsAsciiHexDigitLower);
}
