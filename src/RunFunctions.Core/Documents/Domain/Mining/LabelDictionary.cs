namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>All labels of all languages as a tree of words, so that the longest phrase is found in one walk.</summary>
internal sealed class LabelDictionary
{
    /// <summary>Ways to write "number" once folded: nº, n.º, nº., num, número, nro.</summary>
    private static readonly string[] NumberSpellings = ["no", "n o", "n", "num", "numero", "nro"];

    private readonly Node _root = new();

    private LabelDictionary()
    {
    }

    public static LabelDictionary Bilingual { get; } = Build(("es", SpanishLabels.All), ("en", EnglishLabels.All));

    /// <summary>The first word of every label; null when no label starts with <paramref name="word"/>.</summary>
    public Node? First(ReadOnlySpan<char> word) => _root.Next(word);

    /// <summary>Whether a whole text is nothing but a label.</summary>
    /// <param name="foldedText">Folded words with one space between them.</param>
    public bool IsLabel(string foldedText)
    {
        Node? node = _root;
        foreach (var word in foldedText.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node?.Next(word);
        }

        return node?.Label is not null;
    }

    private static LabelDictionary Build(
        params IReadOnlyList<(string Language, IReadOnlyList<(LabelMeaning Meaning, string[] Phrases)> Labels)> languages)
    {
        var dictionary = new LabelDictionary();
        foreach (var (language, labels) in languages)
        {
            foreach (var (meaning, phrases) in labels)
            {
                foreach (var phrase in phrases)
                {
                    dictionary.Add(new Label(phrase.Replace("nº", "numero", StringComparison.Ordinal), language, meaning), phrase);
                }
            }
        }

        return dictionary;
    }

    private void Add(Label label, string phrase)
    {
        if (!phrase.Contains("nº", StringComparison.Ordinal))
        {
            AddSpelling(label, phrase);
            return;
        }

        foreach (var spelling in NumberSpellings)
        {
            AddSpelling(label, phrase.Replace("nº", spelling, StringComparison.Ordinal));
        }
    }

    private void AddSpelling(Label label, string phrase)
    {
        var node = phrase.Split(' ').Aggregate(_root, (current, word) => current.Grow(word));
        node.Label = node.Label is { } known ? known with { Language = SharedLanguage(known, label) } : label;
    }

    private static string? SharedLanguage(Label one, Label other) => one.Language == other.Language ? one.Language : null;

    internal sealed class Node
    {
        private readonly Dictionary<string, Node> _children = [];

        /// <summary>The label that ends with this word.</summary>
        public Label? Label { get; set; }

        /// <summary>The node of a word, also where a scan reads a letter as the digit that looks like it.</summary>
        public Node? Next(ReadOnlySpan<char> word)
            => Child(word) ?? (Misread.IsPossible(word) ? Child(Misread.Corrected(word, one: 'l')) ?? Child(Misread.Corrected(word, one: 'i')) : null);

        private Node? Child(ReadOnlySpan<char> word)
            => _children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var child) ? child : null;

        public Node Grow(string word)
        {
            if (!_children.TryGetValue(word, out var child))
            {
                _children[word] = child = new Node();
            }

            return child;
        }
    }
}
