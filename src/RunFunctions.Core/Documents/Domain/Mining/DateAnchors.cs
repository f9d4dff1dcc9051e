using System.Collections.Frozen;
using RunFunctions.Core.Documents.Domain.Schema;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>Words that say what a date near them is (specs/documents.md §6.4 P4), folded, in both languages.</summary>
internal static class DateAnchors
{
    /// <summary>Field of the dates; null for dates that are of no field: chips, invoices, plans, history.</summary>
    private static readonly (string? Key, string Words)[] Rows =
    [
        (FieldKeys.VisitDate,
            "visita visitas consulta consultas revision revisiones control controles urgencia urgencias seguimiento acude acudio "
            + "acuden atendido atendida atencion exploracion reevaluacion visit visits consultation recheck checkup seen "
            + "examined examination presented presents exam evaluated"),
        (FieldKeys.AdmissionDate,
            "admision ingreso ingresa ingresado ingresada hospitalizacion hospitaliza hospitalizado hospitalizada admission admitted "
            + "hospitalised hospitalized hospitalisation hospitalization"),
        (FieldKeys.DischargeDate, "alta egreso discharge discharged"),
        (FieldKeys.DocumentDate,
            "documento informe historial fecha fechado emision emitido expedido impreso impresion certificado firmado document "
            + "report date dated issued printed signed"),
        (FieldKeys.Dob, "nacimiento nac nto fnto dob birth born nacido nacida nacio birthday birthdate"),
        (null,
            "microchip chip transponder implantado implantacion implanted implant lote lot batch caducidad expiry exp "
            + "factura facturas invoice ticket recibo receipt vencimiento due presupuesto estimate pago payment paid albaran poliza policy "
            + "dni nif pasaporte passport referencia reference colegiado "
            + "booked citado citada reservada cita appointment proxima proximo proximas proximos siguiente next future planned scheduled programada programado prevista previsto acuerda "
            + "recordatorio reminder revacunar hasta until antes before "
            + "vacuna vacunado vacunada vacunacion vaccine vaccinated vaccination rabia rabies polivalente trivalente desparasitado "
            + "desparasitada desparasitacion dewormed deworming esterilizada esterilizado castrado castrada operado operada spayed "
            + "neutered adoptado adoptada adopted adopcion desde since diagnosticado diagnosticada diagnosed inicio started "
            + "analitica laboratorio muestra lab sample received recibida update actualizado actualizacion"),
    ];

    private static readonly FrozenDictionary<string, DateAnchor>.AlternateLookup<ReadOnlySpan<char>> ByWord = Rows
        .SelectMany(row => row.Words.Split(' ').Select(word => new DateAnchor(word, row.Key)))
        .ToFrozenDictionary(anchor => anchor.Word)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Plans: a date that such a word speaks of is never one of what happened.</summary>
    private static readonly FrozenSet<string> Plans = FrozenSet.Create(
        "proxima", "proximo", "siguiente", "next", "planned", "scheduled", "programada", "programado", "prevista", "previsto",
        "acuerda", "recordatorio", "reminder", "booked", "citado", "citada", "reservada");

    public static DateAnchor? Find(ReadOnlySpan<char> foldedWord) => ByWord.TryGetValue(foldedWord, out var anchor) ? anchor : null;

    public static bool IsPlan(DateAnchor anchor) => Plans.Contains(anchor.Word);
}

/// <summary>A word that says what a date is.</summary>
/// <param name="Word">Folded.</param>
/// <param name="Key">Field of the date; null when it is of none.</param>
internal sealed record DateAnchor(string Word, string? Key)
{
    public string MappingId => "anchor::" + Word;
}
