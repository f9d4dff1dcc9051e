using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using RunFunctions.Core.Results;

namespace RunFunctions.Api.Http;

/// <summary>Names the query parameters that a function understands; a function without it understands none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueryParametersAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names { get; } = names;
}

/// <summary>The function does not look at its query.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnyQueryParametersAttribute : Attribute;

/// <summary>Refuses unknown and repeated query parameters by name, for every HTTP function, in one place.</summary>
public sealed class QueryParametersMiddleware : IFunctionsWorkerMiddleware
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Known = AppFunctions.All
        .Where(function => AppFunctions.TriggerOf(function) is not null && function.GetCustomAttribute<AnyQueryParametersAttribute>() is null)
        .ToFrozenDictionary(
            function => function.GetCustomAttribute<FunctionAttribute>()!.Name,
            function => (function.GetCustomAttribute<QueryParametersAttribute>()?.Names ?? []).ToFrozenSet(StringComparer.Ordinal));

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext()?.Request.Query is { Count: > 0 } query
            && Known.TryGetValue(context.FunctionDefinition.Name, out var known)
            && Check(query, known) is { } refusal)
        {
            context.GetInvocationResult().Value = new ProblemResult(refusal);
            return Task.CompletedTask;
        }

        return next(context);
    }

    /// <summary>The refusal of a query that has other parameters than the known ones, each once; null when there is nothing to refuse.</summary>
    public static Refusal? Check(IQueryCollection query, FrozenSet<string> known)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<InputError> errors = [];
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name))
            {
                errors.Add(new InputError(name, "unknown", "This query parameter does not exist."));
            }
            else if (values.Count > 1)
            {
                errors.Add(new InputError(name, "single", "Give this query parameter once."));
            }
        }

        return errors.Count > 0
            ? new Refusal(ErrorCode.InvalidRequest, "The query has parameters that are not allowed.", Errors: errors)
            : null;
    }
}
