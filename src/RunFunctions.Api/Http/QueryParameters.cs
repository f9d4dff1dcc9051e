using System.Collections.Frozen;
using System.Reflection;
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
        if (context.GetHttpContext()?.Request.Query is { Count: > 0 } query && Known.TryGetValue(context.FunctionDefinition.Name, out var known))
        {
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

            if (errors.Count > 0)
            {
                context.GetInvocationResult().Value = new ProblemResult(
                    new Refusal(ErrorCode.InvalidRequest, "The query has parameters that are not allowed.", Errors: errors));
                return Task.CompletedTask;
            }
        }

        return next(context);
    }
}
