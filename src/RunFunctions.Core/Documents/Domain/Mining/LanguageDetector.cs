using System.Numerics;
using RunFunctions.Core.Documents.Domain.Normalisation;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Tells Spanish, English, Portuguese and French apart by labels and by words (specs/documents.md §6.4 P10).</summary>
internal static class LanguageDetector
{
    private const int LabelWeight = 3;
    private const int MinScore = 3;

    /// <summary>A language and the folded passage that first spoke for it.</summary>
    public sealed record Detection(string Language, string Rule, int Start, int End);

    /// <returns>Null when no language leads by three to two.</returns>
    public static Detection? Detect(string text, IEnumerable<LabelHit> labels)
    {
        var tally = new Tally();
        foreach (var hit in labels)
        {
            if (hit.Label.Language is { } language && LanguageWords.Find(hit.Label.Phrase) is null)
            {
                tally.Add(
                    1 << LanguageWords.Languages.ToList().IndexOf(language), LabelWeight, hit.Label.MappingId, hit.Start, hit.ValueStart);
            }
        }

        foreach (var word in FoldedWords.In(text))
        {
            if (LanguageWords.Find(text.AsSpan(word)) is { } known)
            {
                tally.Add(known.Mask, known.Weight, rule: null, word.Start.Value, word.End.Value);
            }
        }

        return tally.Winner();
    }

    private sealed class Tally
    {
        /// <summary>By set of languages: words of Spanish alone, of Spanish or Portuguese, and so on.</summary>
        private readonly int[] _scores = new int[1 << LanguageWords.Languages.Count];

        private readonly Detection?[] _first = new Detection?[LanguageWords.Languages.Count];

        public void Add(int mask, int weight, string? rule, int start, int end)
        {
            _scores[mask] += weight;
            for (var language = 0; language < _first.Length; language++)
            {
                if ((mask & (1 << language)) != 0 && _first[language] is null)
                {
                    var code = LanguageWords.Languages[language];
                    _first[language] = new Detection(code, rule ?? "stop_words::" + code, start, end);
                }
            }
        }

        public Detection? Winner()
        {
            var own = new int[_first.Length];
            for (var language = 0; language < own.Length; language++)
            {
                own[language] = _scores[1 << language];
            }

            int[] total = [.. own];
            for (var mask = 1; mask < _scores.Length; mask++)
            {
                if (BitOperations.PopCount((uint)mask) > 1)
                {
                    total[LeaderAmong(mask, own)] += _scores[mask];
                }
            }

            var best = LeaderAmong(_scores.Length - 1, total);
            var second = total.Where((_, language) => language != best).Max();
            return total[best] >= MinScore && total[best] * 2 >= second * 3 ? _first[best] : null;
        }

        /// <summary>The first language of the set with the highest score.</summary>
        private static int LeaderAmong(int mask, int[] scores)
        {
            var leader = BitOperations.TrailingZeroCount(mask);
            for (var language = leader + 1; language < scores.Length; language++)
            {
                leader = (mask & (1 << language)) != 0 && scores[language] > scores[leader] ? language : leader;
            }

            return leader;
        }
    }
}
