namespace RunFunctions.UnitTests.Documents.Corpus.Traps;

/// <summary>Which day is which, and which visit a text belongs to.</summary>
internal static class DateTraps
{
    public static readonly Trap[] All =
    [
        new(
            6, "es", "Paciente: Nilo / F. Nac: 9/3/21 / Visita control 14-06-2023 / Todo correcto en la exploración de hoy",
            "visit_date document_date dob", "visit_date: 2023-06-14 / document_date: 2023-06-14 / dob: 2021-03-09"),
        new(
            6, "es", "Paciente: Simba / F. Nac: 10/01/2024 / Consulta 05/06/2024 revisión general",
            "visit_date document_date", "visit_date: 2024-06-05 / document_date: 2024-06-05"),
        new(6, "es", "Paciente: Simba / Fecha de nacimiento: 10/01/2024 / Acude a consulta contento", "visit_date document_date"),
        new(6, "es", "Consulta de Simba, nacido el 10/01/2024 / Nacimiento: 10/01/2024", "visit_date document_date"),
        new(6, "es", "Control de Simba / F/Nto: 10/01/2024", "visit_date document_date dob", "dob: 2024-01-10"),
        new(
            6, "en", "Patient: Otis / DOB: 2019-08-14 / Control 21/10/2023 weight recheck / Weight: 900 g",
            "visit_date document_date dob", "visit_date: 2023-10-21 / document_date: 2023-10-21 / dob: 2019-08-14"),
        new(
            6, "en", "Patient: Otis / Date of birth: 14/08/2019 / Seen for a visit with the family",
            "visit_date document_date dob", "dob: 2019-08-14"),
        new(6, "en", "Visit of Otis / Born: 14/08/2019", "visit_date document_date"),
        new(6, "es", "Paciente: Luna / Fecha de implantación del chip: 02/02/2022 / Consulta general sin fecha", "visit_date dob"),
        new(6, "en", "Patient: Otis / Microchip implanted: 02/02/2022 / Consultation without a date", "visit_date dob"),
        new(
            11, "es", "Paciente: Thor / Ingreso 01/04/2025 por gastroenteritis / Evolución favorable durante la estancia / Alta 04/04/2025",
            "visit_date admission_date discharge_date", "visit_date: 2025-04-01 / admission_date@2025-04-01: 2025-04-01 / discharge_date@2025-04-01: 2025-04-04"),
        new(
            11, "es", "Paciente: Thor / Fecha de ingreso: 01/04/2025 / Motivo: vómitos / Fecha de alta: 04/04/2025",
            "admission_date discharge_date reason_for_visit", "admission_date@2025-04-01: 2025-04-01 / discharge_date@2025-04-01: 2025-04-04 / reason_for_visit@2025-04-01: vómitos"),
        new(
            11, "en", "Patient: Otis / Admission date: 01/04/2025 / Reason for visit: vomiting / Discharge date: 04/04/2025",
            "admission_date discharge_date reason_for_visit", "admission_date@2025-04-01: 2025-04-01 / discharge_date@2025-04-01: 2025-04-04 / reason_for_visit@2025-04-01: vomiting"),
        new(
            11, "es", "Paciente: Toby / Fecha: 03/02/2025 / Motivo: cojera de la pata trasera / Diagnóstico: esguince leve",
            "reason_for_visit diagnosis visit_date", "reason_for_visit: cojera de la pata trasera / diagnosis: esguince leve"),
        new(
            11, "en", "Patient: Willow / Date: 12/05/2024 / Reason for visit: vaccination booster",
            "reason_for_visit visit_date", "reason_for_visit: vaccination booster"),
        new(
            12, "es", "Paciente: Duna / Visita 02/03/2025 / Exploración normal / Ojos limpios / Oídos limpios / Boca sana / Tratamiento: reposo y meloxicam / Visita 16/03/2025 / Todo bien",
            "medication treatment_plan", "medication@2025-03-02: reposo y meloxicam / treatment_plan@2025-03-02: reposo y meloxicam"),
        new(
            12, "en", "Patient: Otis / Visit 02/03/2025 / Normal examination / Eyes clear / Ears clean / Mouth healthy / Diagnosis: mild anemia / Visit 16/03/2025 / All well",
            "diagnosis", "diagnosis@2025-03-02: mild anemia"),
        new(22, "en", "Patient: Willow / Breed: Siamese / Date: 12/05/2024", "document_date", "document_date: 2024-05-12"),
        new(
            22, "en", "Patient: Willow / Breed: Siamese / Visit date: 03/04/2024 / Diagnosis: otitis externa",
            "visit_date document_date", "visit_date: 2024-04-03 / document_date: 2024-04-03"),
        new(22, "en", "Patient: Willow / Date of birth: 01/02/2020 / Visit 07/08/2024", "dob visit_date", "dob: 2020-02-01 / visit_date: 2024-08-07"),
        new(22, "es", "Paciente: Luna / Fecha: 12/05/2024", "document_date", "document_date: 2024-05-12"),
        new(22, "es", "Paciente: Luna / Fecha de nacimiento: 31/04/2024 / Fecha: 30/02/2024", "dob document_date visit_date"),
    ];
}
