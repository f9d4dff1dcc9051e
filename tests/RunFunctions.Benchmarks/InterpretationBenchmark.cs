using System.Globalization;
using System.Text;
using RunFunctions.Benchmarks.Measuring;
using RunFunctions.Core.Documents.Domain;
using RunFunctions.Core.Documents.Domain.Interpretation;

namespace RunFunctions.Benchmarks;

/// <summary>The deterministic interpreter on one core, warm: a history of many pages, and texts made to be slow.</summary>
internal static class InterpretationBenchmark
{
    public const int Pages = 16;

    private const int VisitsOfAPage = 3;
    private const int AdversarialSize = 1_000_000;

    /// <summary>Rules look for the beginnings of these everywhere, and find no end.</summary>
    private static readonly string[] AdversarialParts =
    [
        "Calle A 1\n46001 A\n", "peso 5 kg ", "visita 1/1/24 se recomienda ", "1/1/20 ", "Toby, perro, macho, 5 kg, ", "Sintomas: x-y_z; ", "diagnostico: a\nb\n",
    ];

    /// <summary>Prints both.</summary>
    public static void Run()
    {
        var (history, adversarial) = (History(warmUps: 100, rounds: 100), Adversarial());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Pages} pages: p50 {history.Median:F1} ms, p95 {history.P95:F1} ms; 1 MB: p50 {adversarial.Median:F0} ms, slowest {adversarial.P95:F0} ms"));
    }

    public static Samples History(int warmUps, int rounds)
    {
        var document = Document(HistoryPages());
        for (var round = 0; round < warmUps; round++)
        {
            Interpret(document);
        }

        var samples = new Samples();
        for (var round = 0; round < rounds; round++)
        {
            samples.Time(() => Interpret(document));
        }

        return samples;
    }

    /// <summary>Of all the texts, each once after a smaller one.</summary>
    public static Samples Adversarial()
    {
        var samples = new Samples();
        foreach (var part in AdversarialParts)
        {
            Interpret(Document([Repeated(part, AdversarialSize / 20)]));
            var document = Document([Repeated(part, AdversarialSize)]);
            samples.Time(() => Interpret(document));
        }

        return samples;
    }

    private static void Interpret(DocumentText text)
    {
        var context = new InterpretationContext(DocumentId.Parse("00000000-0000-4000-8000-000000000001"), "benchmark", DateTimeOffset.UnixEpoch);
        if (new DeterministicInterpreter().Interpret(text, context).Errors.Count > 0)
        {
            throw new InvalidOperationException("The interpretation is not valid.");
        }
    }

    private static string Repeated(string part, int size) => string.Concat(Enumerable.Repeat(part, size / part.Length));

    private static IEnumerable<string> HistoryPages()
    {
        var day = new DateOnly(2024, 1, 2);
        for (var page = 1; page <= Pages; page++)
        {
            var text = new StringBuilder();
            text.Append("CENTRO VETERINARIO EL OLIVAR\nCalle Olmo 12\n46001 Valencia\nPaciente: Toby   Especie: Perro   Raza: Podenco   Sexo: Macho\nChip: 724098100234567   F. Nac: 09/03/2019   Propietario: Elena Marín Soto\n\n");
            for (var visit = 0; visit < VisitsOfAPage; visit++, day = day.AddDays(9))
            {
                text.Append(CultureInfo.InvariantCulture, $"Visita consulta general del día {day:dd'/'MM'/'yyyy} en sala 2\nMotivo: revisión por tos seca que dura desde hace {visit + 2} días\n");
                text.Append("En casa comentan que come bien y que duerme más de lo habitual. Exploración: mucosas rosadas, auscultación normal, abdomen blando.\n");
                text.Append("Diagnóstico: traqueítis leve\nTratamiento: meloxicam 0,1 mg/kg cada 24 h durante 5 días. Se recomienda reposo y volver si no mejora.\n");
                text.Append(CultureInfo.InvariantCulture, $"Peso: {18 + visit},{page % 10} kg\nSe realiza analítica de sangre y se comenta el resultado por teléfono.\n\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"Página {page} de {Pages}\n");
            yield return text.ToString();
        }
    }

    private static DocumentText Document(IEnumerable<string> pages)
    {
        var text = new StringBuilder();
        List<PageText> table = [];
        foreach (var page in pages)
        {
            table.Add(new PageText(table.Count + 1, text.Length, page.Length, page.Length, 0, 0));
            text.Append(page).Append('\n');
        }

        return new DocumentText(text.ToString(), table);
    }
}
