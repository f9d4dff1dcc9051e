using System.Diagnostics.CodeAnalysis;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Access.Application;

/// <summary>Reads what callers send and gathers everything that is wrong with it, so that one answer names it all.</summary>
internal sealed class AccessInput
{
    private const int MaxNameLength = 200;

    private readonly List<InputError> _errors = [];

    /// <summary>The refusal of what was read; null when all of it is right. Before, what was read means nothing.</summary>
    public Refusal? Refusal => _errors.Count > 0 ? Results.Refusal.Invalid(_errors) : null;

    public string Name(string path, string? text)
    {
        if (IsMissing(path, text))
        {
            return "";
        }

        if (text.Length > MaxNameLength || string.IsNullOrWhiteSpace(text))
        {
            _errors.Add(new InputError(path, "length", $"Expected 1 to {MaxNameLength} characters."));
        }
        else if (text.Any(char.IsControl))
        {
            _errors.Add(new InputError(path, "characters", "Control characters are not allowed."));
        }

        return text;
    }

    public UserId User(string path, string? text)
    {
        if (!UserId.TryParse(text, out var user) && !IsMissing(path, text))
        {
            _errors.Add(new InputError(path, "user_id", $"Expected 1 to {UserId.MaxLength} letters, digits, '.', '_', '-' or '@', first a letter or digit."));
        }

        return user;
    }

    public OrganizationId Organization(string path, string? text)
    {
        if (!OrganizationId.TryParse(text, out var organization) && !IsMissing(path, text))
        {
            _errors.Add(new InputError(path, "organization_id", "Expected 2 to 40 lowercase letters, digits and hyphens, first a letter or digit."));
        }

        return organization;
    }

    public PatientId Patient(string path, string? text)
    {
        if (!PatientId.TryParse(text, out var patient) && !IsMissing(path, text))
        {
            _errors.Add(new InputError(path, "uuid", "Expected a UUID in lowercase, 8-4-4-4-12."));
        }

        return patient;
    }

    public IReadOnlyCollection<Role> Roles(string path, IReadOnlyList<string?>? names)
    {
        if (names is not { Count: > 0 })
        {
            _errors.Add(new InputError(path, "required", "Give at least one role."));
            return [];
        }

        HashSet<Role> roles = [];
        for (var i = 0; i < names.Count; i++)
        {
            if (!RoleNames.TryParse(names[i], out var role))
            {
                _errors.Add(new InputError($"{path}[{i}]", "enum", $"Expected one of: {string.Join(", ", RoleNames.All)}."));
            }
            else if (!roles.Add(role))
            {
                _errors.Add(new InputError($"{path}[{i}]", "unique", "Give each role once."));
            }
        }

        return roles;
    }

    public int? Year(string path, int? year, int first, int last)
    {
        if (year < first || year > last)
        {
            _errors.Add(new InputError(path, "range", $"Expected a year from {first} to {last}."));
        }

        return year;
    }

    public Sex? Sex(string path, string? text)
    {
        switch (text)
        {
            case null:
                return null;
            case "female":
                return Domain.Sex.Female;
            case "male":
                return Domain.Sex.Male;
            case "other":
                return Domain.Sex.Other;
            default:
                _errors.Add(new InputError(path, "enum", "Expected one of: female, male, other."));
                return null;
        }
    }

    public DateTimeOffset Time(string path, DateTimeOffset time, DateTimeOffset after, DateTimeOffset latest)
    {
        if (time <= after || time > latest)
        {
            _errors.Add(new InputError(path, "range", $"Expected a time in the future, at the latest {latest.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}."));
        }

        return time;
    }

    private bool IsMissing(string path, [NotNullWhen(false)] string? text)
    {
        if (text is null)
        {
            _errors.Add(new InputError(path, "required", "This member must be there."));
        }

        return text is null;
    }
}
