using Durable.Conformance.App.Client;
using Durable.Conformance.App.Topics;

namespace Durable.Conformance.Rules;

public sealed class QueryRules
{
    [Fact]
    public async Task A_list_by_prefix_holds_the_instances_whose_id_begins_with_it()
    {
        var prefix = Engine.NewId() + "-";
        await StartAsync(prefix + "a", prefix + "b");

        Assert.Equal([prefix + "a", prefix + "b"], await Engine.IdsAsync(new Query(prefix)));
    }

    [Fact]
    public async Task A_list_by_status_holds_the_instances_in_one_of_the_statuses()
    {
        var prefix = Engine.NewId() + "-";
        await StartAsync(prefix + "runs", prefix + "ends", prefix + "stops");
        await Engine.RaiseAsync(prefix + "ends", "go", "now");
        await Engine.CompletionAsync(prefix + "ends");
        await Engine.TerminateAsync(prefix + "stops", "now");
        await Engine.CompletionAsync(prefix + "stops");

        Assert.Equal([prefix + "ends"], await Engine.IdsAsync(new Query(prefix, ["Completed"])));
        Assert.Equal([prefix + "runs", prefix + "stops"], await Engine.IdsAsync(new Query(prefix, ["Running", "Terminated"])));
    }

    [Fact]
    public async Task A_list_by_time_holds_the_instances_created_in_it()
    {
        var prefix = Engine.NewId() + "-";
        List<Instance> created = [];
        foreach (var name in (string[])["a", "b", "c"])
        {
            await StartAsync(prefix + name);
            created.Add((await Engine.FindAsync(prefix + name))!);
            await Engine.RunAsync(nameof(TimerFunctions.Sleep), 20);
        }

        Assert.Equal([prefix + "b", prefix + "c"], await Engine.IdsAsync(new Query(prefix, CreatedFrom: created[1].CreatedAt)));
        Assert.Equal([prefix + "a", prefix + "b"], await Engine.IdsAsync(new Query(prefix, CreatedTo: created[1].CreatedAt)));
    }

    [Fact]
    public async Task Pages_hold_no_more_than_asked_for_and_every_instance_once()
    {
        var prefix = Engine.NewId() + "-";
        string[] ids = [.. Enumerable.Range(0, 5).Select(number => prefix + number)];
        await StartAsync(ids);

        var pages = await Engine.PagesAsync(new Query(prefix, PageSize: 2));

        Assert.True(pages.Count >= 3);
        Assert.All(pages, page => Assert.InRange(page.Instances.Count, 0, 2));
        Assert.Equal(ids, pages.SelectMany(page => page.Instances).Select(instance => instance.InstanceId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Payloads_are_listed_on_demand()
    {
        var id = Engine.NewId();
        await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), "text", id);

        var plain = (await Engine.PageAsync(new Query(id))).Instances.Single();
        var full = (await Engine.PageAsync(new Query(id, WithPayloads: true))).Instances.Single();

        Assert.Equal((null, null), (plain.Input, plain.Output));
        Assert.Equal(("\"text\"", "\"text\""), (full.Input, full.Output));
    }

    [Fact]
    public async Task An_instance_that_does_not_exist_is_not_found() => Assert.Null(await Engine.FindAsync(Engine.NewId()));

    [Fact]
    public async Task An_instance_shows_its_name_its_times_and_its_payloads()
    {
        var ended = await Engine.RunAsync(nameof(PayloadFunctions.PassThrough), "text");

        Assert.Equal((nameof(PayloadFunctions.PassThrough), "Completed", "\"text\"", "\"text\""), (ended.Name, ended.Status, ended.Input, ended.Output));
        Assert.True(ended.CreatedAt <= ended.LastUpdatedAt);
    }

    private static Task<string[]> StartAsync(params string[] ids) =>
        Task.WhenAll(ids.Select(id => Engine.StartAndWaitAsync(nameof(EventFunctions.WaitForGo), null, id)));
}
