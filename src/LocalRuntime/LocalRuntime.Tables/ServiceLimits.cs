using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>
/// The table service's documented limits, checked before anything is sent: the storage emulator accepts several requests that the
/// service refuses, and a failure that shows only in production is the worst kind. Refusals carry the service's status and code.
/// </summary>
internal static class ServiceLimits
{
    public const int MaximumOperationsPerTransaction = 100;
    public const int MaximumTransactionBytes = 4 * 1024 * 1024;
    public const int MaximumEntityBytes = 1024 * 1024;
    public const int MaximumCustomProperties = 252;
    public const int MaximumPropertyNameLength = 255;
    public const int MaximumPropertyBytes = 64 * 1024;
    public const int MaximumKeyBytes = 1024;
    public const int MaximumRowsPerPage = 1000;

    private static readonly DateTime EarliestDate = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <exception cref="RequestFailedException">400 OutOfRangeInput or KeyValueTooLarge.</exception>
    public static void CheckKey(string name, string key)
    {
        if (key.Length * sizeof(char) > MaximumKeyBytes)
        {
            throw Refusal(TableErrorCode.KeyValueTooLarge, $"{name} is longer than {MaximumKeyBytes} bytes.");
        }

        foreach (var character in key)
        {
            if (character is '/' or '\\' or '#' or '?' || char.IsControl(character))
            {
                throw Refusal(TableErrorCode.OutOfRangeInput, $"{name} holds the character U+{(int)character:X4}, which a key must not.");
            }
        }
    }

    /// <exception cref="RequestFailedException">400 PropertyNameTooLong or PropertyNameInvalid.</exception>
    public static void CheckPropertyName(string name)
    {
        if (name.Length > MaximumPropertyNameLength)
        {
            throw Refusal(TableErrorCode.PropertyNameTooLong, $"A property name is longer than {MaximumPropertyNameLength} characters.");
        }

        if (!IsIdentifier(name))
        {
            throw Refusal(TableErrorCode.PropertyNameInvalid, $"The property name '{name}' is not an identifier.");
        }
    }

    /// <exception cref="RequestFailedException">400 PropertyValueTooLarge.</exception>
    public static void CheckPropertySize(string name, int bytes)
    {
        if (bytes > MaximumPropertyBytes)
        {
            throw Refusal(TableErrorCode.PropertyValueTooLarge, $"The value of '{name}' is larger than {MaximumPropertyBytes} bytes.");
        }
    }

    /// <exception cref="RequestFailedException">400 OutOfRangeInput.</exception>
    public static void CheckDate(string name, DateTime utc)
    {
        if (utc < EarliestDate)
        {
            throw Refusal(TableErrorCode.OutOfRangeInput, $"'{name}' lies before 1601-01-01, the first date of the service.");
        }
    }

    /// <exception cref="RequestFailedException">400 TooManyProperties.</exception>
    public static void CheckPropertyCount(int customProperties)
    {
        if (customProperties > MaximumCustomProperties)
        {
            throw Refusal(TableErrorCode.TooManyProperties, $"The entity has more than {MaximumCustomProperties} properties of its own.");
        }
    }

    /// <exception cref="RequestFailedException">400 EntityTooLarge.</exception>
    public static void CheckEntitySize(long bytes)
    {
        if (bytes > MaximumEntityBytes)
        {
            throw Refusal(TableErrorCode.EntityTooLarge, $"The entity is larger than {MaximumEntityBytes} bytes.");
        }
    }

    public static RequestFailedException Refusal(TableErrorCode code, string message, int status = 400) => Refusal(code.ToString(), message, status);

    public static RequestFailedException Refusal(string code, string message, int status) => new(status, message, code, innerException: null);

    private static bool IsIdentifier(string name)
    {
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_'))
        {
            return false;
        }

        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character) && character != '_')
            {
                return false;
            }
        }

        return true;
    }
}
