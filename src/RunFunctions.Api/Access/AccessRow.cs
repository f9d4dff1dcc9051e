using Microsoft.AspNetCore.Http;
using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Access;

/// <summary>Who may call one HTTP function, on which objects, and what the audit says of it.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Allowed">The roles that may call it, by how they stand to the object. A function without an object has <see cref="Relation.OwnOrganization"/> only.</param>
/// <param name="Success">Status of the answer when everything is right.</param>
/// <param name="Audit">What is recorded; null: nothing.</param>
public sealed record AccessRow(string Function, IReadOnlyDictionary<Relation, IReadOnlySet<Role>> Allowed, int Success, AuditRule? Audit)
{
    /// <summary>The caller's roles do not allow this.</summary>
    public const string RoleNotAllowedReason = "ROLE_NOT_ALLOWED";

    /// <summary>Anybody may call it, with or without an identity.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Whether the request names an object that may belong to somebody else or not exist.</summary>
    public bool HasObject => IsPublic is false && Allowed.ContainsKey(Relation.Unknown);

    /// <summary>Status for a caller whose role is right and whose relation is not: 404, so that it looks like an unknown object, unless a specification says otherwise.</summary>
    public int Hidden { get; init; } = StatusCodes.Status404NotFound;

    /// <summary>The relations that the row distinguishes.</summary>
    public IEnumerable<Relation> Relations => Allowed.Keys.Order();

    /// <summary>The status that a caller gets.</summary>
    /// <param name="role">Their only role; null for no identity.</param>
    /// <param name="relation">One of <see cref="Relations"/>.</param>
    public int StatusOf(Role? role, Relation relation) =>
        IsPublic ? Success
        : role is not { } known ? StatusCodes.Status401Unauthorized
        : !Admits(known) ? StatusCodes.Status403Forbidden
        : Allowed[relation].Contains(known) ? Success
        : relation is Relation.OtherOrganization or Relation.Unknown ? StatusCodes.Status404NotFound
        : Hidden;

    /// <summary>Refuses callers none of whose roles may call the function on anything.</summary>
    public Refusal? Check(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return IsPublic || caller.Roles.Any(Admits)
            ? null
            : new Refusal(ErrorCode.Forbidden, "None of your roles may do this.", RoleNotAllowedReason);
    }

    /// <summary>Whether a caller may act on an object to which they stand so.</summary>
    public bool Allows(Caller caller, Relation relation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return IsPublic || (Allowed.TryGetValue(relation, out var roles) && caller.Roles.Any(roles.Contains));
    }

    private bool Admits(Role role) => Allowed.Values.Any(roles => roles.Contains(role));
}

/// <summary>What the audit records of a function.</summary>
/// <param name="Kind">When it is stored.</param>
/// <param name="Action">What was done, for example <c>documents.upload</c>.</param>
/// <param name="ObjectType">Kind of object; null for none.</param>
/// <param name="RouteValue">Name of the part of the address that is the object's id; null when the function says it.</param>
public sealed record AuditRule(AuditKind Kind, string Action, string? ObjectType = null, string? RouteValue = null);

/// <summary>When an audit entry is stored.</summary>
public enum AuditKind
{
    /// <summary>Within a second; a denial before the answer.</summary>
    Read,

    /// <summary>Before the answer.</summary>
    Write,

    /// <summary>Data leaves: before the answer.</summary>
    Export,
}
