using System.Text;

namespace RunFunctions.Core.Results;

/// <summary>The wire names of <see cref="ErrorCode"/>: upper snake case.</summary>
public static class ErrorCodeNames
{
    private static readonly Dictionary<ErrorCode, string> Names = Enum.GetValues<ErrorCode>().ToDictionary(code => code, ToUpperSnake);

    public static string Of(ErrorCode code) => Names[code];

    private static string ToUpperSnake(ErrorCode code)
    {
        var name = new StringBuilder();
        foreach (var c in code.ToString())
        {
            if (char.IsAsciiLetterUpper(c) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(c));
        }

        return name.ToString();
    }
}
