using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RunFunctions.Api.Access;
using RunFunctions.Api.Http;
using RunFunctions.Core.Access.Domain;
using RunFunctions.UnitTests.Architecture;

namespace RunFunctions.UnitTests.Access;

/// <summary>The matrix covers every function, and every row of it makes sense.</summary>
public sealed class AccessMatrixTests
{
    private static readonly string[] ReadingMethods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Options];

    private static readonly Dictionary<string, HttpTriggerAttribute> Triggers = AppFunctions.All
        .Where(function => AppFunctions.TriggerOf(function) is not null)
        .ToDictionary(NameOf, function => AppFunctions.TriggerOf(function)!, StringComparer.Ordinal);

    [Fact]
    public void Every_function_has_a_row_and_every_row_a_function() => Rule.Holds(Gaps(AppFunctions.All, AccessMatrix.Rows));

    [Fact]
    public void A_function_without_a_row_is_found() =>
        Assert.Equal(
            ["Function Unlisted has no row in the access matrix."],
            Gaps([.. AppFunctions.All, typeof(UnlistedFunction).GetMethod(nameof(UnlistedFunction.Run))!], AccessMatrix.Rows));

    [Fact]
    public void A_row_without_a_function_is_found() =>
        Assert.Equal(
            ["Row Removed of the access matrix has no function."],
            Gaps(AppFunctions.All, [.. AccessMatrix.Rows, AccessMatrix.Rows[0] with { Function = "Removed" }]));

    [Fact]
    public void Only_these_functions_need_no_identity() =>
        Assert.Equal(["Fallback", "HealthLive", "HealthReady"], AccessMatrix.Rows.Where(row => row.IsPublic).Select(row => row.Function).Order());

    [Fact]
    public void Nobody_reaches_objects_of_other_organizations() =>
        Rule.Holds(
            from row in AccessMatrix.Rows
            from relation in row.Relations
            where relation is Relation.OtherOrganization or Relation.Unknown && row.Allowed[relation].Count > 0
            select $"{row.Function} admits roles to {relation}.");

    [Fact]
    public void Every_row_admits_somebody() =>
        Rule.Holds(
            from row in AccessMatrix.Rows
            where Enum.GetValues<Role>().All(role => row.StatusOf(role, row.Relations.First()) == StatusCodes.Status403Forbidden)
            select row.Function);

    [Fact]
    public void An_object_is_named_by_the_address() =>
        Rule.Holds(AccessMatrix.Rows.Where(row => row.HasObject && RouteValues(row).Count == 0).Select(row => $"{row.Function} has an object that its route does not name."));

    [Fact]
    public void An_object_may_be_another_organizations_or_unknown() =>
        Rule.Holds(
            from row in AccessMatrix.Rows
            where row.Allowed.ContainsKey(Relation.Unknown) != row.Allowed.ContainsKey(Relation.OtherOrganization)
            select row.Function);

    [Fact]
    public void The_audit_takes_the_object_from_a_part_of_the_address_that_exists() =>
        Rule.Holds(
            from row in AccessMatrix.Rows
            where row.Audit?.RouteValue is { } name && !RouteValues(row).Contains(name)
            select $"{row.Function}: route {Triggers[row.Function].Route} has no part {row.Audit!.RouteValue}.");

    [Fact]
    public void Every_function_that_writes_is_audited_before_its_answer() =>
        Rule.Holds(
            from row in AccessMatrix.Rows
            where Writes(Triggers[row.Function]) && row.Audit?.Kind is not (AuditKind.Write or AuditKind.Export)
            select $"{row.Function} writes, and its audit rule is {row.Audit?.Kind.ToString() ?? "missing"}.");

    [Fact]
    public void Every_object_that_is_read_is_audited() =>
        Rule.Holds(AccessMatrix.Rows.Where(row => row.HasObject && row.Audit is null).Select(row => row.Function));

    [Fact]
    public void Success_is_a_success_except_where_nothing_answers() =>
        Assert.Equal(["Fallback"], AccessMatrix.Rows.Where(row => row.Success is < 200 or > 299).Select(row => row.Function));

    private static IEnumerable<string> Gaps(IEnumerable<MethodInfo> functions, IReadOnlyList<AccessRow> rows)
    {
        var names = functions.Where(function => AppFunctions.TriggerOf(function) is not null).Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. names.Except(rows.Select(row => row.Function)).Select(name => $"Function {name} has no row in the access matrix."),
            .. rows.Select(row => row.Function).Except(names).Select(name => $"Row {name} of the access matrix has no function."),
        ];
    }

    private static HashSet<string> RouteValues(AccessRow row) =>
        [.. Triggers[row.Function].Route!.Split('/').Where(part => part.StartsWith('{') && part.EndsWith('}')).Select(part => part[1..^1])];

    // A trigger without methods takes all of them: whatever answers where no function does.
    private static bool Writes(HttpTriggerAttribute trigger) =>
        trigger.Methods?.Any(method => !ReadingMethods.Contains(method, StringComparer.OrdinalIgnoreCase)) == true;

    private static string NameOf(MethodInfo function) => function.GetCustomAttribute<FunctionAttribute>()!.Name;
}
