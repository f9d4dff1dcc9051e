using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Engine;
using RunFunctions.Api.Http;
using RunFunctions.TestSupport;

namespace RunFunctions.UnitTests.Architecture;

/// <summary>docs/idempotency.md says of every function that makes something what becomes of a repeat.</summary>
public sealed class IdempotencyDocumentationTests
{
    private static readonly IReadOnlyList<MarkdownTable> Tables = MarkdownTable.In(Repository.Read("docs/idempotency.md").Text);

    [Fact]
    public void Every_function_that_honours_keys_is_named_and_no_other_is() =>
        Assert.Equal(Posts(honouring: true), Functions("Functions that honour keys"));

    [Fact]
    public void Every_other_function_that_is_posted_to_says_what_a_repeat_does() =>
        Assert.Equal(Posts(honouring: false), Functions("Functions that do not"));

    private static IEnumerable<string> Posts(bool honouring) => AppFunctions.All
        .Where(function => AppFunctions.TriggerOf(function)?.Methods?.Contains("post") == true)
        .Where(function => function.GetCustomAttribute<IdempotentAttribute>() is not null == honouring)
        .Select(function => function.GetCustomAttribute<FunctionAttribute>()!.Name)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Functions(string section) =>
        Tables.Single(table => table.Section == section).Column("Function").Order(StringComparer.Ordinal);
}
