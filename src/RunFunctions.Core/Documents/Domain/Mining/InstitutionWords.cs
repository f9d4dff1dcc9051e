using System.Collections.Frozen;
using RunFunctions.Core.Documents.Domain.Normalisation;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Words of the names of clinics, folded.</summary>
internal static class InstitutionWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Institutions =
        FrozenSet.Create("clinica", "clinic", "hospital", "policlinica", "policlinico", "consultorio", "hv", "veterinary", "veterinaria",
            "veterinarios", "vets", "surgery", "petcare")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words that alone make no name.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Generic =
        FrozenSet.Create("veterinario", "centro", "centre", "center", "animal", "animales", "animals", "practice", "medical", "care", "de", "del",
            "la", "el", "los", "las", "y", "the", "of", "and", "urgencias", "emergency", "pet", "h", "v", "referencia", "referral")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words of the title of a document, which is no name.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TitleWords =
        FrozenSet.Create("historial", "historia", "informe", "ficha", "report", "record", "records", "certificado", "certificate", "hoja",
            "resumen", "summary", "alta", "discharge", "invoice", "factura", "presupuesto", "receta", "prescription", "cartilla", "consentimiento",
            "visita", "consulta", "datos", "details", "history", "diagnostico", "tratamiento", "examination", "notes", "estimate",
            "epicrisis", "evolucion", "consultation", "vaccination", "card", "claim", "siniestro")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsInstitution(ReadOnlySpan<char> foldedWord) => Institutions.Contains(foldedWord);

    public static bool IsTitle(ReadOnlySpan<char> foldedWord) => TitleWords.Contains(foldedWord);

    /// <summary>Whether the folded passage names an institution: a word for one, a word of its own, no word of a title.</summary>
    public static bool IsName(string text, TextLine place)
    {
        var (institution, own, previousIsCentre) = (false, false, false);
        foreach (var range in FoldedWords.In(text, place.Start, place.End))
        {
            var word = text.AsSpan(range);
            if (IsTitle(word))
            {
                return false;
            }

            var isInstitution = IsInstitution(word) || (previousIsCentre && word is "veterinario" or "animal" or "medico");
            institution |= isInstitution;
            own |= !isInstitution && !Generic.Contains(word) && char.IsLetter(word[0]);
            previousIsCentre = word is "centro" or "centre" or "center" or "animal";
            institution |= previousIsCentre && own && word is "centre" or "center";
        }

        return institution && own;
    }
}
