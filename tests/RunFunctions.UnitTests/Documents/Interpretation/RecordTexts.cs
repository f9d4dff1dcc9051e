using FsCheck;
using FsCheck.Fluent;

namespace RunFunctions.UnitTests.Documents.Interpretation;

/// <summary>Texts that look like records at first glance: labels, values, separators and noise in any order.</summary>
internal static class RecordTexts
{
    private static readonly string[] Parts =
    [
        "Paciente", "Nombre", "Especie", "Raza", "Sexo", "Peso", "Peso (kg)", "F. Nac", "Fecha", "Visita", "Microchip", "nº chip",
        "NHC", "Propietario", "Dirección", "Datos del cliente", "Diagnóstico", "Tratamiento en casa", "Patient", "Owner", "Weight",
        "Date", "Treatment", "Ingreso", "Alta", "Clínica", "Síntomas", "Diagnóstico (", "F. Nac:", "de", "nº", "Motivo", "Paciente:",
        ":", ":", ":", ":", " - ", " | ", ";", "\n", "\n", "\n", "\r\n", "\t", "  ", " ", " ", " ", ".", ",", "(", ")", "\f",
        "Toby", "D'Artagnan", "canino", "hembra", "18,4 kg", "900 g", "5 mg/kg", "12/05/2024", "31-04-24", "2024-02-30", "1.2.69",
        "724098100234567", "941 000 025 888 123", "A-5521", "Ana Ruiz Gil", "C/ Sauce 3", "reposo y meloxicam", "otitis",
        "e\u0301", "ﬁ", "🐶", "\u00AD", "ß", "İ", "\u2028", "…", "—",
    ];

    public static Arbitrary<string> Any { get; } =
        Gen.Elements(Parts).Or(ArbMap.Default.GeneratorFor<string?>().Select(WellFormed))
            .ListOf().Select(parts => string.Concat(parts)).ToArbitrary();

    /// <summary>A thousand parts each: what small texts do not bring together.</summary>
    public static Arbitrary<string> Long { get; } =
        Gen.Elements(Parts).ListOf(1000).Select(parts => string.Concat(parts)).ToArbitrary();

    private static string WellFormed(string? text)
        => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text ?? string.Empty));
}
