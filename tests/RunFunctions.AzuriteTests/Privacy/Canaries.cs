using System.Collections.Frozen;

namespace RunFunctions.AzuriteTests.Privacy;

/// <summary>What a canary stands for. Where each may be found is in <see cref="Place"/>.</summary>
internal enum CanaryKind
{
    DocumentText,
    FileName,
    PatientName,

    /// <summary>What people call a token or an organization.</summary>
    Label,

    /// <summary>What people write beside a run.</summary>
    Note,

    /// <summary>What people group runs by.</summary>
    Tag,

    /// <summary>Parts of an address that webhooks are posted to.</summary>
    WebhookAddress,

    /// <summary>What reviewers say that a document says.</summary>
    ReviewedValue,

    /// <summary>Keys that reviewers add to what a document says.</summary>
    FieldKey,

    /// <summary>Why people decided something.</summary>
    Reason,

    /// <summary>A token that the app issued.</summary>
    Token,

    /// <summary>A credential that is none.</summary>
    WrongToken,

    /// <summary>JSON that is refused: malformed, unknown members, wrong values.</summary>
    Body,

    /// <summary>Names, headers and contents of multipart parts other than the file.</summary>
    FormField,
    Query,
    Header,
    Path,
}

/// <summary>Words that nothing else in the world says, each sent once and looked for everywhere afterwards.</summary>
internal sealed class Canaries
{
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";

    private readonly Dictionary<string, CanaryKind> _all = [];

    public IReadOnlyDictionary<string, CanaryKind> All => _all;

    /// <summary>A new word; all are of one length, so that none is part of another.</summary>
    public string New(CanaryKind kind)
    {
        var number = _all.Count;
        var word = $"Zqx{Syllable(number / 70)}{Syllable(number % 70)}vorn";
        _all.Add(word, kind);
        return word;
    }

    /// <summary>A new word where only lowercase letters are taken.</summary>
    public string NewLowercase(CanaryKind kind) => New(kind).ToLowerInvariant();

    public string[] New(CanaryKind kind, int count) => [.. Enumerable.Range(0, count).Select(_ => New(kind))];

    /// <summary>A secret that the app made.</summary>
    public void Add(string secret, CanaryKind kind) => _all.Add(secret, kind);

    public CanaryScanner Scanner() => new(_all.ToFrozenDictionary());

    private static string Syllable(int number) => $"{Consonants[number / Vowels.Length % Consonants.Length]}{Vowels[number % Vowels.Length]}";
}
