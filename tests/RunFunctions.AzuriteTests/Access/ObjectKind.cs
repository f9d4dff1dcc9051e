using RunFunctions.Core.Access.Domain;

namespace RunFunctions.AzuriteTests.Access;

/// <summary>A kind of object that requests name in their address.</summary>
/// <param name="MakeAsync">Makes one and gives its id. The user is the caller, for kinds that tell whom an object is assigned to.</param>
/// <param name="Unknown">A well-formed id that no object has.</param>
internal sealed record ObjectKind(Func<TestOrganization, Relation, UserId, Task<string>> MakeAsync, string Unknown)
{
    /// <summary>A request uses the object up, so that each needs one of its own.</summary>
    public bool IsUsedUp { get; init; }

    /// <summary>Making one starts a run.</summary>
    public bool HasRun { get; init; }

    /// <summary>An object for one request.</summary>
    public Task<string> OneAsync(TestOrganization organization, Relation relation, UserId caller) =>
        IsUsedUp ? MakeAsync(organization, relation, caller) : organization.SharedAsync(this, relation, caller);
}

/// <summary>How a function is called so that nothing but access can refuse it.</summary>
/// <param name="Object">What its address names; null for nothing.</param>
/// <param name="BodyAsync">What is sent; null for nothing.</param>
internal sealed record Probe(ObjectKind? Object = null, Func<TestOrganization, Task<HttpContent>>? BodyAsync = null);
