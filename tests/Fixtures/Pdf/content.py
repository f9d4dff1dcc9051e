"""Invented veterinary records, the same ones for every producer. No animal, person or clinic in here exists."""

RECORD_ES = [
    ("Paciente", "Brisa"), ("Especie", "Felina"), ("Raza", "Europeo común"), ("Sexo", "Hembra"),
    ("Edad", "7 años"), ("Peso", "4,3 kg"), ("Microchip", "941000099000123"), ("Propietario", "Íñigo Peñalba Güell"),
    ("Fecha", "14/03/2025"), ("Motivo", "vómitos y pérdida de apetito desde hace tres días"),
    ("Diagnóstico", "gastritis aguda; se descarta cuerpo extraño"),
    ("Tratamiento", "maropitant 1 mg/kg cada 24 h, dieta blanda y control en 48 h"),
]

RECORD_EN = [
    ("Patient", "Waffles"), ("Species", "Dog"), ("Breed", "Beagle"), ("Sex", "Male (neutered)"), ("Age", "5 years"),
    ("Weight", "12.8 kg"), ("Microchip", "985113000456789"), ("Owner", "Fiona Offley-Whitfield"),
    ("Date", "2025-02-09"), ("Reason for visit", "difficulty chewing, first noticed after a fall"),
    ("Diagnosis", "fractured carnassial tooth; mild gingivitis"),
    ("Treatment", "extraction under general anaesthesia, meloxicam 0.1 mg/kg once daily for five days"),
]

PARAGRAPHS_ES = [
    "La paciente acude a consulta acompañada de su familia. Mucosas rosadas, tiempo de relleno capilar inferior a dos "
    "segundos, temperatura rectal de 38,6 ºC y auscultación cardiopulmonar dentro de la normalidad.",
    "Se realiza ecografía abdominal: pared gástrica engrosada (5,2 mm), sin imagen compatible con obstrucción. "
    "El hemograma muestra leucocitosis leve; la bioquímica no presenta alteraciones significativas.",
    "Se recomienda ayuno de doce horas, fluidoterapia subcutánea y reintroducción progresiva del alimento. "
    "La clínica queda a disposición de la propietaria para cualquier duda: «llamen sin compromiso».",
]

PARAGRAPHS_EN = [
    "The patient was bright, alert and responsive. Oral examination under sedation confirmed a slab fracture of the "
    "upper fourth premolar with pulp exposure; the effusion noticed last year has fully resolved.",
    "Radiographs showed no fluffy periosteal reaction. Extraction was difficult but uneventful, and the flap was closed "
    "with absorbable suture. The owner\u2019s questions about follow-up were answered \u2013 soft food for ten days.",
]

REASONS_ES = ["revisión general", "vacunación anual", "cojera intermitente", "otitis externa", "control de peso", "diarrea aguda"]
FINDINGS_ES = [
    "exploración física sin hallazgos relevantes", "dolor leve a la palpación de la rodilla izquierda",
    "conducto auditivo eritematoso con exudado ceruminoso", "condición corporal 6/9, se ajusta la ración diaria",
    "deshidratación estimada del 5 %, abdomen blando", "encías con sarro grado II, se propone limpieza",
]
TREATMENTS_ES = [
    "desparasitación interna y vacuna trivalente", "reposo relativo y meloxicam 0,05 mg/kg durante cinco días",
    "limpieza ótica y gotas cada doce horas durante diez días", "pienso ligero, 55 g repartidos en dos tomas",
    "probiótico oral y dieta gastrointestinal", "tartrectomía programada con analítica previa",
]


def visits(count):
    """Visits of an invented history: date, reason, weight, findings, treatment."""
    rows = []
    for i in range(count):
        day, month, year = 1 + (i * 7) % 28, 1 + (i * 5) % 12, 2021 + i // 8
        rows.append((
            f"{day:02d}/{month:02d}/{year}", REASONS_ES[i % 6], f"{4 + (i % 9) / 10:.1f} kg".replace(".", ","),
            FINDINGS_ES[(i * 5) % 6].capitalize() + ".", TREATMENTS_ES[(i * 5) % 6].capitalize() + "."))
    return rows
