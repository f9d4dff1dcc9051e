using RunFunctions.Core.Engine.Domain;
using RunFunctions.Core.Engine.Domain.Webhooks;
using RunFunctions.Core.Engine.Ports;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Engine.Application.Webhooks;

/// <summary>A webhook that is wanted, unchecked.</summary>
/// <param name="Url">Where deliveries are posted.</param>
/// <param name="EventTypes">Events to be told of; none or null: all.</param>
/// <param name="Kinds">Kinds of runs; none or null: all.</param>
/// <param name="Active">Whether it begins at once; null: yes.</param>
public sealed record NewWebhook(string? Url, IReadOnlyList<string?>? EventTypes = null, IReadOnlyList<string?>? Kinds = null, bool? Active = null);

/// <summary>What changes of a webhook, unchecked; null changes nothing.</summary>
/// <param name="Url">Where deliveries are posted, those that wait too.</param>
/// <param name="EventTypes">Events to be told of; none: all.</param>
/// <param name="Kinds">Kinds of runs; none: all.</param>
/// <param name="Active">False holds back what waits and queues nothing new.</param>
public sealed record WebhookChanges(string? Url = null, IReadOnlyList<string?>? EventTypes = null, IReadOnlyList<string?>? Kinds = null, bool? Active = null);

/// <summary>Reads what callers send of a webhook and gathers everything that is wrong with it.</summary>
internal sealed class WebhookInput(Destinations destinations, IRunPlans plans)
{
    private readonly List<InputError> _errors = [];

    /// <summary>The refusal of what was read; null when all of it is right. Before, what was read means nothing.</summary>
    public Refusal? Refusal => _errors.Count > 0 ? Results.Refusal.Invalid(_errors) : null;

    public string Url(string? url)
    {
        if (url is null)
        {
            _errors.Add(new InputError("url", "required", "This member must be there."));
        }
        else if (destinations.Fault(url) is { } message)
        {
            _errors.Add(new InputError("url", "destination", message));
        }

        return url ?? "";
    }

    public IReadOnlyList<string> EventTypes(IReadOnlyList<string?> types) =>
        Read("event_types", types, WebhookEvents.Types.Count, text => WebhookEvents.Types.Contains(text), $"Expected one of: {string.Join(", ", WebhookEvents.Types)}.");

    public IReadOnlyList<RunKind> Kinds(IReadOnlyList<string?> kinds) =>
        [.. Read("kinds", kinds, plans.Kinds.Count, text => RunKind.TryParse(text, out var kind) && plans.Kinds.Contains(kind), $"Expected one of: {string.Join(", ", plans.Kinds.Select(kind => kind.Value).Order(StringComparer.Ordinal))}.")
            .Select(RunKind.Parse)];

    private List<string> Read(string path, IReadOnlyList<string?> texts, int most, Func<string, bool> isRight, string expected)
    {
        List<string> read = [];
        if (texts.Count > most)
        {
            _errors.Add(new InputError(path, "length", $"Expected at most {most}."));
            return read;
        }

        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i] is not { } text || !isRight(text))
            {
                _errors.Add(new InputError($"{path}[{i}]", "enum", expected));
            }
            else if (read.Contains(text))
            {
                _errors.Add(new InputError($"{path}[{i}]", "unique", "Give each once."));
            }
            else
            {
                read.Add(text);
            }
        }

        return read;
    }
}
