using System.Collections.Frozen;

namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>Folded words, and pairs of words, that tell what a date near them is (specs/documents.md §6.8).</summary>
internal static class VisitCues
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LinkingWords = FrozenSet.Create(
        "de", "del", "la", "el", "los", "las", "al", "a", "y", "e", "en", "dia", "for", "of", "the", "on", "and", "day")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, VisitCue>.AlternateLookup<ReadOnlySpan<char>> Words = Table(
    [
        (VisitCue.Visit,
            "visita visitas consulta consultas reconsulta control controles revision revisiones seguimiento urgencia urgencias "
            + "acude acuden viene traen reevaluacion fecha+cita fecha+atencion fecha+exploracion fecha+control "
            + "visit visits consultation consult appointment checkup check+up recheck follow+up followup seen presented presents "
            + "reexamination emergency date+exam date+examination"),
        (VisitCue.Admission,
            "ingreso ingresa ingresado ingresada admision hospitalizacion hospitalizado hospitalizada "
            + "admission admitted hospitalised hospitalized hospitalisation hospitalization"),
        (VisitCue.Discharge, "alta egreso discharged discharge"),
        (VisitCue.Procedure,
            "exploracion tratamiento medicacion atencion exam examination examined treatment medication treated"),
        (VisitCue.Administrative,
            "nacimiento nacido nacida nac nto fnto dob birth born birthdate microchip chip transponder factura invoice emision issued "
            + "documento document documentos dni nif pasaporte passport id identificacion lote lot batch referencia reference "
            + "presupuesto quote estimate analisis analitica laboratorio laboratory lab orina urine urinalysis coprologico faecal "
            + "fecal pdf impresion impreso print printed informe report caducidad caduca expiry expires exp vacuna vacunacion "
            + "vaccine vaccination vacunado vacunada vaccinated poliza policy receta prescription sample muestra "
            + "factura+consulta factura+visita informe+consulta informe+visita visit+invoice "
            + "nasal+discharge ocular+discharge vaginal+discharge ear+discharge eye+discharge vulvar+discharge preputial+discharge "
            + "purulent+discharge muy+alta mas+alta fiebre+alta"),
        (VisitCue.Elsewhen,
            "proxima proximas proximo proximos prox siguiente siguientes next due revisar reevaluar volver pendiente programada "
            + "programado citado citada cita citas scheduled return booked ultima ultimo anterior anteriores previa previo previas "
            + "acuerda acordado acordada preve previsto prevista planned agreed expected "
            + "last previous prior earlier desde since hasta until hace tras after before antes"),
    ]);

    /// <summary>Words that say nothing of their own and may stand between two that belong together.</summary>
    public static bool Links(ReadOnlySpan<char> word) => LinkingWords.Contains(word);

    /// <param name="pair">Two words with a plus between them, links left out.</param>
    /// <param name="word">The second of them.</param>
    /// <returns>Null for a word that is no cue.</returns>
    public static VisitCue? Of(ReadOnlySpan<char> pair, ReadOnlySpan<char> word)
        => Words.TryGetValue(pair, out var cue) || Words.TryGetValue(word, out cue) ? cue : null;

    private static FrozenDictionary<string, VisitCue>.AlternateLookup<ReadOnlySpan<char>> Table(
        IEnumerable<(VisitCue Cue, string Words)> rows)
        => rows.SelectMany(row => row.Words.Split(' ').Select(word => KeyValuePair.Create(word, row.Cue)))
            .ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
}
