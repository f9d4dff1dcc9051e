namespace RunFunctions.Core.Results;

/// <summary>Why something was not done: a value, not an exception.</summary>
/// <param name="Code">Closed code.</param>
/// <param name="Message">One sentence for people; never document text, paths or secrets.</param>
/// <param name="Reason">Member of the closed set of <c>details.reason</c> of the operation, if it has one.</param>
/// <param name="Errors">The inputs at fault, for <see cref="ErrorCode.InvalidRequest"/>.</param>
public sealed record Refusal(ErrorCode Code, string Message, string? Reason = null, IReadOnlyList<InputError>? Errors = null)
{
    /// <summary>Refuses one input by its name.</summary>
    /// <param name="path">Name of the parameter or member, for example <c>limit</c> or <c>changes[0].key</c>.</param>
    /// <param name="rule">Short name of the rule that was broken, for example <c>range</c>.</param>
    /// <param name="message">What is expected.</param>
    public static Refusal Invalid(string path, string rule, string message) =>
        new(ErrorCode.InvalidRequest, message, Errors: [new InputError(path, rule, message)]);

    /// <summary>Refuses several inputs at once.</summary>
    /// <param name="errors">Everything that is wrong, at least one.</param>
    public static Refusal Invalid(IReadOnlyList<InputError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return new(ErrorCode.InvalidRequest, errors.Count == 1 ? errors[0].Message : "Several inputs are not right.", Errors: errors);
    }

    public static Refusal NotFound(string what) => new(ErrorCode.NotFound, $"{what} was not found.");

    public static Refusal Conflict(string reason, string message) => new(ErrorCode.Conflict, message, reason);
}

/// <summary>One input at fault: where, which rule, what is expected.</summary>
public sealed record InputError(string Path, string Rule, string Message);
