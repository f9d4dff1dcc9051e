namespace RunFunctions.UnitTests.Documents.Corpus.Language;

internal static class SpanishWordings
{
    public static readonly Wordings All = new()
    {
        Language = "es",
        Labels = new Dictionary<string, string[]>
        {
            ["pet_name"] = ["Paciente", "Nombre del paciente", "Nombre del animal", "Mascota", "Nombre mascota", "Animal"],
            ["species"] = ["Especie"],
            ["breed"] = ["Raza"],
            ["sex"] = ["Sexo"],
            ["age"] = ["Edad"],
            ["dob"] =
            [
                "Fecha de nacimiento", "F. Nac", "F. Nac.", "Fecha nacimiento", "Fecha nac.", "F. nacimiento", "F/Nto", "FNTO", "Fecha de nac.",
                "Nacimiento",
            ],
            ["weight"] = ["Peso", "Peso corporal", "Peso (kg)", "Peso actual"],
            ["microchip_id"] = ["Microchip", "Nº microchip", "Chip", "Nº chip", "Nº de chip", "Transponder", "Identificación electrónica"],
            ["nhc"] = ["NHC", "Nº historial", "Nº historia clínica", "Número de historial", "Historial clínico nº"],
            ["visit_date"] = ["Fecha de visita", "Fecha visita", "Fecha de la visita", "Fecha de consulta", "Visita", "Consulta"],
            ["document_date"] = ["Fecha", "Fecha documento", "Fecha del documento", "Fecha del informe"],
            ["clinic_name"] = ["Clínica", "Clínica veterinaria", "Centro veterinario", "Hospital veterinario"],
            ["clinic_address"] = ["Dirección de la clínica", "Domicilio de la clínica", "Dirección clínica"],
            ["vet_name"] = ["Veterinario", "Veterinaria", "Veterinario responsable", "Dra.", "Dr."],
            ["owner_name"] = ["Propietario", "Propietaria", "Titular", "Dueño", "Tutor", "Nombre del propietario"],
            ["owner_address"] = ["Dirección del propietario", "Domicilio del titular", "Dir. propietario", "Domicilio del propietario"],
            ["reproductive_status"] = ["Estado reproductivo"],
            ["reason_for_visit"] = ["Motivo", "Motivo de consulta", "Motivo de la consulta", "Motivo de la visita"],
            ["diagnosis"] = ["Diagnóstico", "Diagnóstico presuntivo", "Diagnóstico definitivo", "Impresión diagnóstica", "Diagnósticos"],
            ["medication"] = ["Medicación", "Medicamentos", "Prescripción", "Receta"],
            ["treatment_plan"] = ["Tratamiento", "Tto", "Tratamiento prescrito", "Plan de tratamiento"],
            ["procedure"] = ["Procedimiento", "Procedimientos", "Intervención", "Cirugía", "Intervención quirúrgica"],
            ["symptoms"] = ["Síntomas", "Sintomatología", "Signos clínicos"],
            ["vaccinations"] = ["Vacunas", "Vacunación", "Vacunaciones", "Vacuna"],
            ["lab_result"] = ["Analítica", "Laboratorio", "Resultados de laboratorio", "Analítica de sangre"],
            ["imaging"] = ["Radiografía", "Ecografía", "Diagnóstico por imagen", "Imagen", "Radiografías"],
            ["line_item"] = ["Concepto", "Línea"],
            ["admission_date"] = ["Fecha de ingreso", "Ingreso", "Fecha de admisión"],
            ["discharge_date"] = ["Fecha de alta", "Alta"],
        },
        Name = ["Nombre"],
        Address = ["Dirección", "Domicilio"],
        Phone = ["Teléfono", "Tel.", "Tfno", "Móvil", "Contacto"],
        RecordTitles = ["Ficha clínica", "Historial clínico", "Informe veterinario", "Historia clínica del paciente", "Informe clínico veterinario"],
        PatientHeadings = ["Datos de la mascota", "Datos del paciente", "Datos del animal"],
        OwnerHeadings = ["Datos del cliente", "Datos del propietario", "Datos del titular"],
        ClinicHeadings = ["Datos de la clínica", "Datos del centro veterinario"],
        VisitHeadings = ["Visita {0}", "Consulta {0}", "Control {0}", "Revisión {0}", "Visita del día {0}", "Fecha de consulta: {0}", "Visita control {0}"],
        SystemHeadings =
        [
            "Visita consulta general del día {0} en sala 2", "Visita administrativa del día {0} en sala 1", "Visita consulta general del día {0}",
            "Visita consulta general del día {0} a las 17:40",
        ],
        Appointments = ["Próxima cita: {0}", "Próxima revisión: {0}", "Recordatorio vacunal: {0}", "Cita para revisión el {0}"],
        Remarks =
        [
            "Acude con su familia, alegre y colaborador.",
            "Exploración física sin hallazgos de interés.",
            "Come y bebe con normalidad.",
            "Mucosas rosadas y tiempo de relleno capilar menor de 2 segundos.",
            "Temperatura 38,6 ºC, frecuencia cardiaca 96 lpm.",
            "Se explica a la familia la evolución esperada.",
            "Abdomen blando y no doloroso a la palpación.",
            "Ganglios de tamaño normal.",
            "En casa comentan que duerme más de lo habitual.",
            "Vive en un piso con otro animal y pasea tres veces al día.",
            "Pelo brillante y buena condición corporal (4/9).",
            "Auscultación cardiopulmonar normal.",
            "No ha viajado en los últimos meses.",
            "Se queda tranquilo en la sala de espera.",
        ],
        StayNotes =
        [
            "Día 1: pasa la noche tranquilo, sin incidencias.", "Día 1: constantes estables, se mantiene con calor.",
            "Día 2: come por sí mismo, evolución favorable.", "Día 2: pasea sin ayuda y orina con normalidad.",
            "Día 3: animado, listo para volver a casa.", "Día 3: la familia lo visita por la tarde.",
        ],
        StayHeadings = ["Informe de hospitalización", "Informe de alta hospitalaria", "Hoja de hospitalización"],
        Footers =
        [
            "Los datos personales se tratan conforme al Reglamento (UE) 2016/679.",
            "CIF B-00000000 - Inscrita en el Registro Mercantil, tomo 000, folio 00",
            "Tel. 955 000 111 - Fax 955 000 112 - info@clinica.example",
            "Horario: lunes a viernes de 10:00 a 20:00, urgencias 24 h en el 955 000 113",
            "Documento generado por el programa de gestión. Página web: www.clinica.example",
            "NIF 00000000-T. Este informe no tiene validez sin sello.",
        ],
        PageNumbers = ["Página {0} de {1}", "Pág. {0}/{1}", "- {0} -", "p. {0}"],
        DoseTable = ["Tabla orientativa de dosis", "Hasta 10 kg    0,1 ml/kg", "De 10 a 20 kg  1 comprimido", "Más de 40 kg   2 comprimidos"],
        BrokenSentences =
        [
            "Se comenta con la familia la conve-\nniencia de mantener una rutina de paseos.",
            "Muestra buena tole-\nrancia al manejo durante toda la explo-\nración.",
        ],
    };
}
