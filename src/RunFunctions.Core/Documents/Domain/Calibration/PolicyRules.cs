using System.Globalization;
using RunFunctions.Core.Documents.Domain.Interpretation;
using RunFunctions.Core.Results;

namespace RunFunctions.Core.Documents.Domain.Calibration;

/// <summary>Reads a policy from the texts of a file and checks it. Everything that is wrong is named by its key.</summary>
public static class PolicyRules
{
    private const string VersionKey = "policy_version";
    private const string LowMaxKey = "band_cutoffs.low_max";
    private const string MidMaxKey = "band_cutoffs.mid_max";
    private const string BoostedKey = "thresholds.boosted";
    private const string DemotedKey = "thresholds.demoted";
    private const string SuppressedKey = "thresholds.suppressed";
    private const string MinVolumeKey = "min_volume";
    private const string EditWeightKey = "edit_weight";
    private const string ReopenRevertsKey = "reopen_reverts";
    private const string Enter = ".enter";
    private const string Exit = ".exit";

    private const int MaxVersionLength = 32;
    private const int MaxVolume = 1000;
    private const decimal MaxEditWeight = 10m;

    private static readonly string[] Keys =
    [
        VersionKey, LowMaxKey, MidMaxKey, BoostedKey + Enter, BoostedKey + Exit, DemotedKey + Enter, DemotedKey + Exit,
        SuppressedKey + Enter, SuppressedKey + Exit, MinVolumeKey, EditWeightKey, ReopenRevertsKey,
    ];

    /// <param name="values">By key, such as <c>thresholds.boosted.enter</c>.</param>
    public static Result<CalibrationPolicy> Read(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<InputError> errors = [.. values.Keys.Except(Keys).Select(key => new InputError(key, "unknown", $"A policy has no {key}."))];
        var reader = new Reader(values, errors);
        var version = reader.Text(VersionKey);
        var bands = new ConfidenceBands(reader.Share(LowMaxKey), reader.Share(MidMaxKey));
        var thresholds = new PolicyThresholds(
            reader.Threshold(BoostedKey),
            reader.Threshold(DemotedKey),
            values.Keys.Any(key => key.StartsWith(SuppressedKey, StringComparison.Ordinal)) ? reader.Threshold(SuppressedKey) : null);
        var policy = new CalibrationPolicy(
            version,
            bands,
            thresholds,
            (int)reader.Number(MinVolumeKey, 1m, MaxVolume, isWhole: true),
            reader.Number(EditWeightKey, 1m, MaxEditWeight),
            reader.Truth(ReopenRevertsKey));
        if (errors.Count == 0)
        {
            errors.AddRange(Contradictions(policy));
        }

        return errors.Count == 0 ? policy : Refusal.Invalid(errors);
    }

    private static IEnumerable<InputError> Contradictions(CalibrationPolicy policy)
    {
        var (boosted, demoted, suppressed) = policy.Thresholds;
        (bool IsRight, string Key, string Expected)[] checks =
        [
            (policy.Version.Length <= MaxVersionLength && policy.Version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'), VersionKey,
                $"Expected at most {MaxVersionLength} letters, digits, '.', '-' and '_'."),
            (policy.Bands.LowMax < policy.Bands.MidMax, LowMaxKey, $"Expected less than {MidMaxKey}."),
            (boosted.Exit < boosted.Enter, BoostedKey + Exit, $"Expected less than {BoostedKey}{Enter}."),
            (demoted.Enter < demoted.Exit, DemotedKey + Enter, $"Expected less than {DemotedKey}{Exit}."),
            (demoted.Exit < boosted.Exit, DemotedKey + Exit, $"Expected less than {BoostedKey}{Exit}: the states must not overlap."),
            (suppressed is null || suppressed.Enter < suppressed.Exit, SuppressedKey + Enter, $"Expected less than {SuppressedKey}{Exit}."),
            (suppressed is null || suppressed.Exit < demoted.Enter, SuppressedKey + Exit, $"Expected less than {DemotedKey}{Enter}: the states must not overlap."),
        ];
        return checks.Where(check => !check.IsRight).Select(check => new InputError(check.Key, "range", check.Expected));
    }

    private sealed class Reader(IReadOnlyDictionary<string, string> values, List<InputError> errors)
    {
        public string Text(string key)
        {
            if (values.TryGetValue(key, out var text) && text.Length > 0)
            {
                return text;
            }

            errors.Add(new InputError(key, "required", "Expected a value."));
            return "";
        }

        public decimal Share(string key) => Number(key, 0m, 1m);

        public StateThreshold Threshold(string key) => new(Share(key + Enter), Share(key + Exit));

        public decimal Number(string key, decimal min, decimal max, bool isWhole = false)
        {
            var text = Text(key);
            if (text.Length == 0)
            {
                return min;
            }

            if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number >= min && number <= max && (!isWhole || decimal.IsInteger(number)))
            {
                return number;
            }

            errors.Add(new InputError(
                key, "range", string.Create(CultureInfo.InvariantCulture, $"Expected a {(isWhole ? "whole number" : "number")} from {min} to {max}.")));
            return min;
        }

        public bool Truth(string key)
        {
            var text = Text(key);
            if (text.Length > 0 && text is not ("true" or "false"))
            {
                errors.Add(new InputError(key, "boolean", "Expected true or false."));
            }

            return text == "true";
        }
    }
}
