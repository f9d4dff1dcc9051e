namespace LocalRuntime.Tests.Api;

/// <summary>The checker must find what it is there to find: each case changes one thing of a matching surface.</summary>
public sealed class SurfaceComparerTests
{
    private static readonly string[] Official =
    [
        "# a comment",
        "T:LocalRuntime.Tests.Api.Sample {abstract class} : System.IDisposable",
        "M:LocalRuntime.Tests.Api.Sample.#ctor(string name, int? count = null) {protected}",
        "P:LocalRuntime.Tests.Api.Sample.Name { get; } -> string? {virtual}",
        "P:LocalRuntime.Tests.Api.Sample.Count { get; protected set; } -> System.Nullable",
        "P:LocalRuntime.Tests.Api.Sample.Limit { get; init; } -> System.TimeSpan?",
        "P:LocalRuntime.Tests.Api.Sample.this[string key] { get; } -> object?",
        "M:LocalRuntime.Tests.Api.Sample.Find<T>(string? key, System.Collections.Generic.IEnumerable<string?>? more = null, System.Threading.CancellationToken cancellationToken = default) -> System.Threading.Tasks.Task<T?> where T : class, new() {virtual} [Obsolete(\"old\")]",
        "M:LocalRuntime.Tests.Api.Sample.TryFind(string key, out System.TimeSpan? limit) -> bool {abstract}",
        "M:LocalRuntime.Tests.Api.Sample.Format(System.DayOfWeek day = System.DayOfWeek.Monday, params string[] rest) -> string {static}",
        "M:LocalRuntime.Tests.Api.Sample.Dispose() -> void",
        "P:LocalRuntime.Tests.Api.Sample.Rank { get; } -> int {abstract}",
        "F:LocalRuntime.Tests.Api.Sample.Kind const -> string = \"sample\"",
        "F:LocalRuntime.Tests.Api.Sample.Longest static -> System.TimeSpan",
        "T:LocalRuntime.Tests.Api.Sample.Level {enum}",
        "F:LocalRuntime.Tests.Api.Sample.Level.High = 2",
    ];

    [Fact]
    public void A_matching_surface_has_no_deviation()
    {
        var lines = Official.Select(line => line.Replace("-> System.Nullable", "-> int?", StringComparison.Ordinal));
        Assert.Empty(SurfaceComparer.Deviations([typeof(Sample), typeof(Sample.Level)], lines));
    }

    [Theory]
    [InlineData("{abstract class}", "{class}")]
    [InlineData(" : System.IDisposable", "")]
    [InlineData("#ctor(string name", "#ctor(string title")]
    [InlineData("int? count", "int count")]
    [InlineData("string? {virtual}", "string?")]
    [InlineData("protected set", "set")]
    [InlineData("init;", "set;")]
    [InlineData("TimeSpan?\n", "TimeSpan\n")]
    [InlineData("this[string key]", "this[int key]")]
    [InlineData("more = null", "more")]
    [InlineData("class, new()", "class")]
    [InlineData("out System.TimeSpan? limit", "out System.TimeSpan limit")]
    [InlineData("DayOfWeek.Monday", "DayOfWeek.Sunday")]
    [InlineData("params ", "")]
    [InlineData("Dispose() -> void", "Dispose() -> int")]
    [InlineData("= \"sample\"", "= \"other\"")]
    [InlineData("Longest static", "Longest")]
    [InlineData("High = 2", "High = 3")]
    [InlineData("Level {enum}", "Level {enum [Flags]}")]
    public void Any_difference_is_a_deviation(string text, string other)
    {
        var official = string.Join('\n', Official).Replace("-> System.Nullable", "-> int?", StringComparison.Ordinal);
        Assert.Contains(text, official, StringComparison.Ordinal);

        var lines = official.Replace(text, other, StringComparison.Ordinal).Split('\n');

        Assert.NotEmpty(SurfaceComparer.Deviations([typeof(Sample), typeof(Sample.Level)], lines));
    }

    [Theory]
    [InlineData(typeof(WithEvent))]
    [InlineData(typeof(WithProtectedField))]
    [InlineData(typeof(WithRequired))]
    [InlineData(typeof(WithConstraint<>))]
    [InlineData(typeof(WithOtherBase))]
    public void What_no_list_has_a_form_for_is_a_deviation(Type type)
    {
        var name = TypeNames.Full(type);
        Assert.Single(SurfaceComparer.Deviations(
            [type],
            [
                $"T:{name} {{class}} : System.IAsyncDisposable",
                $"M:{name}.#ctor()",
                $"M:{name}.Dispose() -> void",
                $"P:{name}.Value {{ get; init; }} -> int",
            ]));
    }

    [Fact]
    public void Types_that_only_a_derived_class_sees_are_shown_too() =>
        Assert.Contains(
            SurfaceComparer.Deviations(typeof(WithProtectedType).Assembly, ["Azure.Data.Tables.txt"]),
            deviation => deviation.Contains(nameof(WithProtectedType) + ".Inner ", StringComparison.Ordinal));

    [Fact]
    public void A_type_or_member_that_is_not_listed_is_a_deviation()
    {
        Assert.Single(SurfaceComparer.Deviations([typeof(Sample.Level)], ["T:LocalRuntime.Tests.Api.Other {enum}"]));
        Assert.Single(SurfaceComparer.Deviations([typeof(Sample.Level)], ["T:LocalRuntime.Tests.Api.Sample.Level {enum}"]));
    }
}

public abstract class Sample : IDisposable
{
    public const string Kind = "sample";

    public static readonly TimeSpan Longest = TimeSpan.MaxValue;

    protected Sample(string name, int? count = null)
    {
        Name = name;
        Count = count;
    }

    public enum Level
    {
        High = 2,
    }

    public virtual string? Name { get; }

    public abstract int Rank { get; }

    public int? Count { get; protected set; }

    public TimeSpan? Limit { get; init; }

    public object? this[string key] => key;

    public static string Format(DayOfWeek day = DayOfWeek.Monday, params string[] rest) => day + string.Concat(rest);

    public virtual Task<T?> Find<T>(string? key, IEnumerable<string?>? more = null, CancellationToken cancellationToken = default)
        where T : class, new() => Task.FromResult<T?>(null);

    public abstract bool TryFind(string key, out TimeSpan? limit);

    public void Dispose() => GC.SuppressFinalize(this);
}

public class WithEvent
{
    public event EventHandler Changed
    {
        add { }
        remove { }
    }
}

public class WithProtectedField
{
    protected internal static readonly int Field = 1;
}

public class WithRequired
{
    public required int Value { get; init; }
}

public class WithConstraint<T>
    where T : class;

public class WithOtherBase : IDisposable
{
    public void Dispose() => GC.SuppressFinalize(this);
}

public class WithProtectedType
{
    protected class Inner;
}
