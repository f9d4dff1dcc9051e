using RunFunctions.Core.Documents.Domain.Calibration;
using RunFunctions.Core.Results;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RunFunctions.Infrastructure.Runtime;

/// <summary>Confidence policies as people write them: YAML, of which JSON is a part.</summary>
public static class ConfidencePolicyFile
{
    private const int MaxDepth = 8;

    /// <summary>The file that comes with the app.</summary>
    public static string Default { get; } = Path.Combine(AppContext.BaseDirectory, "config", "confidence_policy.yaml");

    /// <exception cref="InvalidOperationException">There is no such file, or it is no policy; the message names the key.</exception>
    public static CalibrationPolicy Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The confidence policy {path} cannot be read.", unreadable);
        }

        return Parse(text).TryGet(out var policy, out var refusal)
            ? policy
            : throw new InvalidOperationException(
                $"{path} is no confidence policy. " + string.Join(" ", refusal.Errors!.Select(error => $"{error.Path}: {error.Message}")));
    }

    /// <summary>Reads a policy; whatever is wrong is named by its key.</summary>
    public static Result<CalibrationPolicy> Parse(string text)
    {
        try
        {
            Dictionary<string, string> values = new(StringComparer.Ordinal);
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return Refusal.Invalid("body", "required", "Expected a policy.");
            }

            if (ReadMapping(parser, "", depth: 0, values) is { } error)
            {
                return Refusal.Invalid([error]);
            }

            parser.Consume<DocumentEnd>();
            return parser.TryConsume<StreamEnd>(out _) ? PolicyRules.Read(values) : Refusal.Invalid("body", "single", "Expected one policy.");
        }
        catch (YamlException malformed)
        {
            return Refusal.Invalid("body", "yaml", $"Not valid YAML: line {malformed.Start.Line}, column {malformed.Start.Column}.");
        }
    }

    // Aliases are not followed: a small text could mean a huge one.
    private static InputError? ReadMapping(Parser parser, string path, int depth, Dictionary<string, string> values)
    {
        var at = path.Length == 0 ? "body" : path;
        if (depth > MaxDepth || !parser.TryConsume<MappingStart>(out _))
        {
            return new InputError(at, "type", "Expected keys with values.");
        }

        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var name))
            {
                return new InputError(at, "type", "Expected keys that are text.");
            }

            var key = path.Length == 0 ? name.Value : $"{path}.{name.Value}";
            if (parser.TryConsume<Scalar>(out var value))
            {
                // JSON says null where YAML leaves a key out.
                if (value is not { Style: ScalarStyle.Plain, Value: "null" } && !values.TryAdd(key, value.Value))
                {
                    return new InputError(key, "single", "Give this key once.");
                }
            }
            else if (ReadMapping(parser, key, depth + 1, values) is { } error)
            {
                return error;
            }
        }

        return null;
    }
}
