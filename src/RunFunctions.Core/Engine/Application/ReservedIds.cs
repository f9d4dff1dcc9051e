using RunFunctions.Core.Access.Domain;
using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Ports;

namespace RunFunctions.Core.Engine.Application;

/// <summary>Ids for what a request makes: the reserved ones if it has any, otherwise new ones.</summary>
public static class ReservedIds
{
    public static Guid NewId(this RequestOrigin origin, IIdSource ids)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(ids);
        return origin.Reserved?.Id ?? ids.NewId();
    }

    public static RunId NewRunId(this RequestOrigin origin, SubjectKey subject, IIdSource ids) => RunId.New(subject, origin.NewId(ids));
}
