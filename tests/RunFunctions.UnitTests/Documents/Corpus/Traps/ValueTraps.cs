namespace RunFunctions.UnitTests.Documents.Corpus.Traps;

/// <summary>Values found twice, weights that are none.</summary>
internal static class ValueTraps
{
    public static readonly Trap[] All =
    [
        new(
            7, "es", "Paciente: Luna / Visita 03/04/2024 / Tratamiento: amoxicilina 50 mg cada 12 h",
            "medication", "medication@2024-04-03: amoxicilina 50 mg cada 12 h"),
        new(
            7, "es", "Paciente: Luna / Medicación: prednisona 5 mg cada 24 h / MEDICACIÓN: PREDNISONA 5 MG CADA 24 H",
            "medication", "medication: prednisona 5 mg cada 24 h"),
        new(
            7, "es", "Paciente: Luna / Visita 03/04/2024 / Procedimiento: cirugía de sutura y cura",
            "procedure", "procedure@2024-04-03: cirugía de sutura y cura"),
        new(7, "es", "Paciente: Luna / Diagnóstico: otitis externa / Diagnóstico: Otitis externa", "diagnosis", "diagnosis: otitis externa"),
        new(7, "es", "Paciente: Luna / Ecografía: bazo homogéneo / Radiografía: tórax normal", "procedure"),
        new(
            7, "en", "Patient: Otis / Visit 03/04/2024 / Medication: amoxicillin 50 mg twice daily",
            "medication", "medication@2024-04-03: amoxicillin 50 mg twice daily"),
        new(7, "en", "Patient: Otis / Diagnosis: otitis externa / DIAGNOSIS: OTITIS EXTERNA", "diagnosis", "diagnosis: otitis externa"),
        new(7, "en", "Patient: Otis / Procedure: wound suture / Procedure: Wound suture", "procedure", "procedure: wound suture"),
        new(8, "es", "Paciente: Luna / Peso: 0", "weight"),
        new(8, "es", "Paciente: Luna / Peso: 0,0 kg", "weight"),
        new(8, "es", "Paciente: Luna / Peso: 450 g", "weight"),
        new(8, "es", "Paciente: Luna / Peso: 121 kg", "weight"),
        new(8, "es", "Paciente: Luna / Peso: 7,25kg", "weight", "weight: 7.25 kg"),
        new(8, "es", "Paciente: Luna / Peso: 900 gr", "weight", "weight: 0.9 kg"),
        new(8, "es", "Paciente: Luna / Dosis: 0,1 ml/kg / Meloxicam 0,2 mg/kg / Pienso 12 kg 48,00 €", "weight"),
        new(8, "en", "Patient: Otis / Weight: 0 kg", "weight"),
        new(8, "en", "Patient: Otis / Weight: 184 kg", "weight"),
        new(8, "en", "Patient: Otis / Weight: 450 g", "weight"),
        new(8, "en", "Patient: Otis / Dose: 0.1 ml/kg / Dry food 12 kg £48.00 / Creatinine 2.1 mg/dL", "weight"),
        new(8, "en", "Patient: Otis / Weight: 900 g", "weight", "weight: 0.9 kg"),
    ];
}
