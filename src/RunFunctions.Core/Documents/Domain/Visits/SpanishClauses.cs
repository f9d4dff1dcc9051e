namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>Patterns of Spanish notes.</summary>
internal static class SpanishClauses
{
    public static ClauseRules Rules { get; } = new()
    {
        Opener = TextPattern.Words(
            @"(?:pongo|ponemos) vacuna|se (?:recomienda|prescribe|administra|aplica|indica|pauta)|damos|(?:tratamiento|tto) ?:|vamos a"
            + @"|(?:poner|cogemos) cita|seguimiento|recomiendo|recomendamos|mezcla progresiva|observar|curas? con|por lo que mand(?:o|amos)"),
        Anamnesis = TextPattern.Words("anamnesis|acude para"),
        Performed = TextPattern.Words("pongo|ponemos|damos|se (?:administra|aplica|pauta|prescribe)"),
        ExaminationStart = TextPattern.Of(@"^(?:exploracion|anamnesis)\b"),
        TreatmentLabel = TextPattern.Of(@"\b(?:tratamiento|tto) ?:"),
        Finding = TextPattern.Words("no parecen hongos|inflamacion|alopecia|mordisco"),
        Dosage = TextPattern.Words(
            @"[0-9]{1,6}(?:[.,/][0-9]{1,6})? ?(?:ml|mg|mcg|comprimidos?|comp|capsulas?|gotas?|sobres?|pulverizaciones|aplicacion(?:es)?)\b.{0,60}\b(?:cada|durante)"),
        ToldFromHome = TextPattern.Words("en casa comentan|en casa .{0,60}esta bien"),
        Reminder = TextPattern.Of(@"\brecordatorios? (?:de )?vacunacion(?:es)?\b|^vacunacion [a-z]"),
        BareReminder = TextPattern.Of("^(?:recordatorios?|vacuna|f|proxima|aplicada|si)[ .:,-]{0,20}$"),
        Continuation = TextPattern.Of(
            @"^(?:el test de|la analitica|el coprologico|mezclado con|pienso digestivo|limpiezas?|lata i/d)\b|^en casa$"),
        Planned = TextPattern.Of("^(?:proxim[ao]s?|siguiente|fecha proxima) (?:visita|cita|revision|control|consulta|vacuna|dosis)"),
        Therapy = TextPattern.Words(
            "dar [0-9]{1,4}|seguir con|importante ofrecer|en [0-9]{1,4} dias deberia|si (?:se mantiene|evoluciona|empeora|no hay mejoria)"
            + "|introduciremos|revisaremos|sera necesario realizar|tenemos que descartar"
            + "|(?:pongo|ponemos|se pone|poner) (?:la )?vacuna|vacunar|vacunamos|damos|administrar|administro|administramos|aplicar|aplico"
            + "|comprimidos?|capsulas?|gotas?|sobres?|ml|mg|cada [0-9]{1,4} ?(?:h|horas|dias)|durante [0-9]{1,4} (?:dias|semanas|mes|meses)"
            + "|revision|seguimiento|control|mantener|mezclar|insistir|cambiar|esterilizar|castrar"),
        AnyAction = TextPattern.Words(
            "se (?:recomienda|realizan?|administra|aplica|prescribe|pauta|indica|pone|receta|manda|deriva|cita|extrae|envia|opera|ingresa"
            + "|toman?|hace|hospitaliza|da de alta)|prescrib(?:ir|o|imos)|iniciar|iniciamos|continuar|continuamos|vamos a|citas?|repetir|curas?"
            + "|observar|vigilar|urgencias|llamar|contactar|desparasitar|desparasitamos|hospitalizar|hospitalizamos|dieta|enviar por mail"
            + "|recomiendo|recomendamos|mand(?:o|amos)|recet(?:o|amos)|pongo|ponemos|reposo|mezcla progresiva|realizamos|hacemos|pautamos"),
    };
}
