namespace RunFunctions.UnitTests.Documents.Corpus.SingleFields;

/// <summary>Texts of visits: diagnosis, medication, procedure and the others.</summary>
internal static class ClinicalFields
{
    public static readonly SingleField[] All =
    [
        Of(
            "diagnosis",
            sheet => Stands(sheet, "imaging", sheet.Author.Say("Diagnóstico por imagen", "Diagnostic imaging")),
            sheet => sheet.Line(sheet.Author.Say("Pendiente de diagnóstico hasta tener más datos", "Awaiting a diagnosis until more data are in"))),
        Of(
            "medication",
            sheet => sheet.Line(sheet.Author.Say("Zona marcada: pata derecha, aplicada crema solar", "Meditation music in the room: soft")),
            sheet => Stands(sheet, "lab_result", label: null),
            sheet => sheet.Line(sheet.Author.Say("Contrato: plan anual con cada revisión", "Premedical form: signed"))),
        Of(
            "procedure",
            sheet => sheet.Line(sheet.Author.Say("Procedencia: protectora del barrio", "Proceeds: to the local shelter")),
            sheet => Stands(sheet, "imaging", label: null),
            sheet => sheet.Line(sheet.Author.Say("Intervalo entre paseos: 4 horas", "Interval between walks: 4 hours"))),
        Of("symptoms", sheet => sheet.Line(sheet.Author.Say("Asintomático: desde el martes", "Asymptomatic: since Tuesday"))),
        new(
            "treatment_plan",
            sheet => Dated(sheet, "treatment_plan"),
            sheet => sheet.Line(sheet.Pair("treatment_plan", Text(sheet, "treatment_plan"))),
            sheet => Theirs(sheet, "treatment_plan"),
            sheet => PatientFields.Empty(sheet, "treatment_plan")),
        Of("vaccinations", sheet => sheet.Line(sheet.Author.Say("Próxima cita sin fecha todavía", "Next appointment not booked yet"))),
        Of("lab_result", sheet => sheet.Line(sheet.Author.Say("Labores de cuidado: las hace la familia", "Labour of care: shared by the family"))),
        Of("imaging", sheet => sheet.Line(sheet.Author.Say("Contacto: llamar por la tarde", "Contact: call in the afternoon"))),
    ];

    /// <summary>The ways that all texts of visits share, and what only seems to be one of this key.</summary>
    private static SingleField Of(string key, params Action<Sheet>[] lookalikes)
        => new(
            key,
            [
                sheet => Dated(sheet, key),
                sheet => sheet.Line(sheet.Pair(key, Text(sheet, key))),
                sheet => Theirs(sheet, key),
                sheet => Shouted(sheet, key),
                lookalikes[0],
                sheet => Twice(sheet, key),
                sheet => Beneath(sheet, key),
                sheet => PatientFields.Empty(sheet, key),
                .. lookalikes[1..],
                sheet => Beside(sheet, key),
            ]);

    private static Written Text(Sheet sheet, string key) => Written.AsIs(sheet.Author.Clinical(key));

    private static void Dated(Sheet sheet, string key)
    {
        VisitFields.Open(sheet, sheet.Author.Day());
        sheet.Remark();
        sheet.Line(sheet.Pair(key, Text(sheet, key)));
    }

    /// <summary>Two visits, each with its own.</summary>
    private static void Theirs(Sheet sheet, string key)
    {
        var day = sheet.Author.Day();
        var texts = sheet.Author.Dice.Several(Language.Stock.Of(sheet.Author.Stock.Clinical[key], sheet.Author.Half), 2);
        for (var visit = 0; visit < 2; visit++)
        {
            VisitFields.Open(sheet, day.AddDays(visit * 30));
            sheet.Remark();
            sheet.Remark();
            sheet.Line(sheet.Pair(key, Written.AsIs(texts[visit])));
        }
    }

    private static void Shouted(Sheet sheet, string key)
    {
        VisitFields.Open(sheet, sheet.Author.Day());
        sheet.Line(sheet.Pair(key, Text(sheet, key)).ToUpperInvariant());
    }

    /// <summary>The same text noted twice in a visit is one value.</summary>
    private static void Twice(Sheet sheet, string key)
    {
        VisitFields.Open(sheet, sheet.Author.Day());
        var text = Text(sheet, key);
        sheet.Line(sheet.Pair(key, text));
        sheet.Line(sheet.Pen.Label(sheet.Author.UsualLabel(key), text.Text.ToUpperInvariant()));
    }

    private static void Beneath(Sheet sheet, string key)
    {
        VisitFields.Open(sheet, sheet.Author.Day());
        sheet.Line(Layouts.Blocks.Beneath(sheet.Pair(key, Text(sheet, key))));
    }

    private static void Beside(Sheet sheet, string key)
    {
        VisitFields.Open(sheet, sheet.Author.Day());
        sheet.Line(sheet.Pen.Label(sheet.Author.UsualLabel("weight"), "12 kg") + "        " + sheet.Pair(key, Text(sheet, key)));
    }

    private static void Stands(Sheet sheet, string key, string? label)
    {
        VisitFields.Open(sheet, sheet.Author.Day());
        sheet.Line(sheet.Pair(key, Text(sheet, key), label));
    }
}
