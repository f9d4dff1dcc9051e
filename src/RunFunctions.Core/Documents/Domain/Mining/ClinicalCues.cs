using System.Collections.Frozen;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Whole folded words that say what a header or a sentence speaks of (specs/documents.md §6.4 P9).</summary>
internal static class ClinicalCues
{
    /// <summary>Beginnings of the words of a header, whole words where a space follows.</summary>
    private static readonly (string Stem, string[] Keys)[] HeaderStems =
    [
        ("diagn", [FieldKeys.Diagnosis]), ("impresion ", [FieldKeys.Diagnosis]), ("tratamient", [FieldKeys.Medication, FieldKeys.TreatmentPlan]),
        ("treatment", [FieldKeys.Medication, FieldKeys.TreatmentPlan]), ("medicac", [FieldKeys.Medication]),
        ("medicam", [FieldKeys.Medication]), ("medicat", [FieldKeys.Medication]),
        ("prescri", [FieldKeys.Medication]), ("receta", [FieldKeys.Medication]),
        ("procedim", [FieldKeys.Procedure]), ("procedure", [FieldKeys.Procedure]), ("intervenc", [FieldKeys.Procedure]),
        ("cirug", [FieldKeys.Procedure]), ("quirurg", [FieldKeys.Procedure]), ("surger", [FieldKeys.Procedure]), ("sintom", [FieldKeys.Symptoms]),
        ("symptom", [FieldKeys.Symptoms]), ("vacun", [FieldKeys.Vaccinations]), ("vaccin", [FieldKeys.Vaccinations]),
        ("laborator", [FieldKeys.LabResult]), ("analitic", [FieldKeys.LabResult]), ("hemogram", [FieldKeys.LabResult]),
        ("bioquim", [FieldKeys.LabResult]), ("lab ", [FieldKeys.LabResult]), ("radiograf", [FieldKeys.Imaging]),
        ("radiograph", [FieldKeys.Imaging]), ("ecograf", [FieldKeys.Imaging]), ("ultrasound", [FieldKeys.Imaging]), ("imagen ", [FieldKeys.Imaging]),
        ("tac ", [FieldKeys.Imaging]), ("rm ", [FieldKeys.Imaging]), ("rx ", [FieldKeys.Imaging]), ("concepto ", [FieldKeys.LineItem]),
    ];

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> SentenceWords =
        new (string Key, string Words)[]
        {
            (FieldKeys.Diagnosis, "diagnostico diagnostica diagnosticado diagnosticada diagnosis diagnosed impresion"),
            (FieldKeys.Medication,
                "amoxicilina amoxicillin clavulanico clavulanato clavulanate prednisona prednisolona prednisone prednisolone "
                + "omeprazol omeprazole meloxicam carprofeno carprofen metronidazol metronidazole doxiciclina doxycycline "
                + "enrofloxacina enrofloxacin cefalexina cephalexin cefovecina gabapentina gabapentin tramadol furosemida furosemide pimobendan "
                + "maropitant cerenia ranitidina famotidina famotidine firocoxib robenacoxib dexametasona dexamethasone metadona "
                + "buprenorfina buprenorphine insulina insulin levotiroxina levothyroxine clindamicina clindamycin marbofloxacina "
                + "oclacitinib apoquel sucralfato fenobarbital phenobarbital benazepril enalapril ivermectina ivermectin "
                + "antibiotico antibiotica antibiotic antibiotics antiinflamatorio"),
            (FieldKeys.Procedure,
                "cirugia surgery sutura suturas suture sutured ecografia ultrasound radiografia radiografias radiograph radiographs "
                + "castracion esterilizacion ovariohisterectomia orquiectomia castration spay neutering exodoncia biopsia biopsy "
                + "endoscopia endoscopy curas enterotomia laparotomia laparotomy limpieza sedacion sedation"),
        }
        .SelectMany(row => row.Words.Split(' ').Select(word => KeyValuePair.Create(word, row.Key)))
        .ToFrozenDictionary()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DoseUnits =
        FrozenSet.Create("mg", "ml", "mcg", "comprimido", "comprimidos", "tablet", "tablets", "gota", "gotas", "drops", "capsula", "capsulas", "capsules")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Rhythms =
        FrozenSet.Create("cada", "every", "bid", "sid", "tid", "q12h", "q24h", "q8h").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>Fields of a header with this word; none when it is an ordinary word.</returns>
    public static IReadOnlyList<string> KeysOfHeader(ReadOnlySpan<char> foldedWord, out string stem)
    {
        foreach (var (cue, keys) in HeaderStems)
        {
            var isWhole = cue[^1] == ' ';
            if (isWhole ? foldedWord.SequenceEqual(cue.AsSpan(..^1)) : foldedWord.StartsWith(cue))
            {
                stem = cue.TrimEnd();
                return keys;
            }
        }

        stem = string.Empty;
        return [];
    }

    /// <returns>Field of a sentence with this word; null when it says nothing.</returns>
    public static string? KeyOfSentence(ReadOnlySpan<char> foldedWord) => SentenceWords.TryGetValue(foldedWord, out var key) ? key : null;

    /// <summary>Words with which a sentence speaks of what is not, or not yet.</summary>
    public static bool IsDenial(ReadOnlySpan<char> foldedWord)
        => foldedWord is "pendiente" or "awaiting" or "pending" or "sin" or "no" or "not" or "without" or "descartar" or "until" or "hasta";

    public static bool IsDoseUnit(ReadOnlySpan<char> foldedWord) => DoseUnits.Contains(foldedWord);

    public static bool IsRhythm(ReadOnlySpan<char> foldedWord) => Rhythms.Contains(foldedWord);
}
