namespace RunFunctions.UnitTests.Documents.Corpus.Language;

internal static class SpanishStock
{
    public static readonly Stock All = new()
    {
        FemaleNames = ["Bruma", "Luna", "Kira", "Nala", "Duna", "Lola", "Canela", "Maya", "Trufa", "Chispa", "Arena", "Perla", "Gala", "Noa", "Mora", "Niebla"],
        MaleNames = ["Toby", "Simba", "Thor", "Rex", "Nilo", "Coco", "Max", "Bruno", "Zeus", "Rocky", "Turrón", "Leo", "Pirata", "Golfo", "Sultán", "Milo"],
        DogBreeds =
        [
            "Podenco", "Mestizo", "Pastor Alemán", "Labrador Retriever", "Bulldog Francés", "Yorkshire Terrier", "Beagle", "Galgo Español", "Caniche",
            "Bodeguero Andaluz", "Golden Retriever", "Teckel", "Border Collie", "Mastín Español", "Pastor Belga Malinois", "Chihuahua", "Perro de Agua Español", "Bichón Maltés",
        ],
        CatBreeds = ["Europeo Común", "Siamés", "Persa", "Maine Coon", "Azul Ruso", "Común Europeo", "Británico de pelo corto", "Bengalí"],
        People =
        [
            "Elena Marín Soto", "Marcos Vidal Pons", "Ana Ruiz Gil", "Jorge Lozano Prieto", "Carmen Ibáñez Cano", "Tomás Herrero Díaz", "Lucía Peral Gómez",
            "Andrés Molina Sanz", "Beatriz Costa Rey", "Pablo Serra Font", "Irene Calvo Mesa", "Raúl Otero Lago", "Nuria Bosch Vila", "Hugo Campos Marín",
            "Silvia Rojo Torres", "Ignacio Pardo León",
        ],
        ClinicNames =
        [
            "Los Olivos", "Rioverde", "Sierra Blanca", "El Faro", "Vallehermoso", "Puerta del Sol Naciente", "Las Encinas", "Monteluz", "Aguaclara", "El Roble",
            "La Marina", "San Telmo", "Nuevo Parque", "Cuatro Vientos",
        ],
        ClinicForms = ["Clínica Veterinaria {0}", "Hospital Veterinario {0}", "Centro Veterinario {0}"],
        Streets =
        [
            new("Calle Olmo 12", "Calle Olmo 12"), new("C/ Sauce 3", "Calle Sauce 3"), new("Avda. de la Paz 45", "Avenida de la Paz 45"),
            new("Plaza Mayor 7", "Plaza Mayor 7"), new("C/ Río Tajo, 18", "Calle Río Tajo, 18"), new("Calle Almendro 101", "Calle Almendro 101"),
            new("Pza. del Trigo 4", "Plaza del Trigo 4"), new("Avenida del Puerto 33", "Avenida del Puerto 33"), new("Calle Jazmín 9", "Calle Jazmín 9"),
            new("C/ Laurel 27", "Calle Laurel 27"), new("Ctra. de Burgos 60", "Carretera de Burgos 60"), new("Paseo de los Tilos 14", "Paseo de los Tilos 14"),
        ],
        Towns =
        [
            "46001 Valencia", "28013 Madrid", "41004 Sevilla", "29005 Málaga", "08010 Barcelona", "50001 Zaragoza", "15003 A Coruña", "33006 Oviedo", "18009 Granada",
            "47002 Valladolid",
        ],
        Clinical = new Dictionary<string, string[]>
        {
            ["reason_for_visit"] =
            [
                "cojera de la pata trasera", "vómitos desde ayer", "tos seca nocturna", "primera vacunación", "picor en las orejas", "pérdida de apetito",
                "bulto en el costado", "diarrea con moco", "chequeo anual", "herida en la almohadilla", "secreción ocular", "bebe mucha agua",
                "mal aliento", "decaimiento general", "estornudos frecuentes", "caída de pelo",
            ],
            ["diagnosis"] =
            [
                "esguince leve", "otitis externa", "traqueítis", "gastroenteritis aguda", "dermatitis atópica", "conjuntivitis bilateral", "cistitis idiopática",
                "enfermedad periodontal grado II", "lipoma subcutáneo", "insuficiencia renal crónica IRIS 2", "rotura de ligamento cruzado", "pancreatitis",
                "leishmaniosis", "anemia leve", "hipotiroidismo", "bronquitis crónica", "gingivitis", "displasia de cadera",
            ],
            ["symptoms"] =
            [
                "tos seca", "cojera intermitente", "vómitos y apatía", "prurito intenso", "secreción nasal", "polidipsia y poliuria", "pérdida de peso progresiva",
                "dolor abdominal", "ojo rojo", "fiebre y decaimiento",
            ],
            ["medication"] =
            [
                "meloxicam 0,1 mg/kg cada 24 h", "amoxicilina 50 mg cada 12 h", "omeprazol 10 mg en ayunas", "prednisona 5 mg cada 24 h durante 7 días",
                "gotas óticas dos veces al día", "metronidazol 250 mg cada 12 h", "maropitant 1 comprimido al día", "colirio antibiótico cada 8 h",
                "furosemida 20 mg cada 12 h", "gabapentina 100 mg por la noche", "cefalexina 300 mg cada 12 h", "alopurinol 100 mg cada 12 h",
                "levotiroxina 0,2 mg cada 12 h", "ciclosporina 50 mg al día", "enrofloxacina 50 mg cada 24 h", "insulina 4 UI cada 12 h",
            ],
            ["treatment_plan"] =
            [
                "reposo y meloxicam", "dieta blanda y probiótico", "limpieza ótica y gotas", "amoxicilina con ácido clavulánico 7 días", "fluidoterapia y maropitant",
                "suero fisiológico y colirio", "antiinflamatorio y frío local", "dieta renal y quelante de fósforo", "prednisona en pauta descendente",
                "champú de clorhexidina dos veces por semana", "omeprazol y dieta gastrointestinal", "hierro en gotas y control de pulgas",
            ],
            ["procedure"] =
            [
                "limpieza dental con ultrasonidos", "ovariohisterectomía", "orquiectomía", "sutura de herida en almohadilla", "extracción de dos premolares",
                "exéresis de masa cutánea", "drenaje de absceso", "colocación de vendaje", "lavado ótico bajo sedación", "osteosíntesis de tibia",
                "gastroscopia", "cistotomía", "enucleación del ojo izquierdo", "biopsia de piel", "cesárea", "esplenectomía",
            ],
            ["vaccinations"] =
            [
                "rabia", "pentavalente", "trivalente felina", "tos de las perreras", "leucemia felina", "leishmaniosis primera dosis", "hexavalente", "leptospirosis",
            ],
            ["lab_result"] =
            [
                "leucocitos altos", "creatinina 2,1 mg/dL", "hematocrito 31 %", "urea y creatinina normales", "T4 baja", "glucosa 98 mg/dL", "ALT elevada",
                "coprológico negativo",
            ],
            ["imaging"] =
            [
                "tórax sin alteraciones", "cálculo vesical de 4 mm", "fractura de radio", "hígado aumentado de tamaño", "bazo homogéneo", "cuerpo extraño gástrico",
                "silueta cardiaca normal", "riñones asimétricos",
            ],
        },
        Services =
        [
            "Consulta general 35,00 €", "Vacuna rabia 25,00 €", "Radiografía dos proyecciones 48,00 €", "Desparasitación interna 12,50 €", "Corte de uñas 10,00 €",
            "Hemograma completo 32,00 €", "Microchip e inscripción 40,00 €", "Baño medicado 22,00 €", "Ecografía abdominal 55,00 €", "Saco de pienso 3 kg 27,90 €",
        ],
    };
}
