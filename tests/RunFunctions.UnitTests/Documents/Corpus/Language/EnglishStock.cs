namespace RunFunctions.UnitTests.Documents.Corpus.Language;

internal static class EnglishStock
{
    public static readonly Stock All = new()
    {
        FemaleNames = ["Willow", "Daisy", "Poppy", "Bella", "Rosie", "Hazel", "Ruby", "Olive", "Pepper", "Maisie", "Ivy", "Ginger", "Dolly", "Misty", "Nutmeg", "Clover"],
        MaleNames = ["Otis", "Charlie", "Buster", "Oscar", "Alfie", "Monty", "Biscuit", "Ziggy", "Barney", "Teddy", "Rufus", "Smokey", "Bailey", "Gizmo", "Domino", "Archie"],
        DogBreeds =
        [
            "Labrador Retriever", "Cocker Spaniel", "Border Collie", "Mixed breed", "German Shepherd", "French Bulldog", "Beagle", "Yorkshire Terrier", "Whippet",
            "Golden Retriever", "Crossbreed", "Staffordshire Bull Terrier", "Miniature Dachshund", "Jack Russell Terrier", "Greyhound", "Springer Spaniel",
        ],
        CatBreeds = ["Siamese", "Domestic Shorthair", "Maine Coon", "Persian", "British Shorthair", "Domestic Longhair", "Ragdoll", "Bengal"],
        People =
        [
            "Hannah Price", "Oliver Grant", "Emily Hart", "Thomas Whitfield", "Grace Holloway", "Daniel Mercer", "Sophie Lambert", "James Ashworth", "Laura Kendrick",
            "Peter Langley", "Megan Doyle", "Robert Sinclair", "Alice Thornton", "Simon Fairfax", "Rachel Benson", "Edward Marlow",
        ],
        ClinicNames =
        [
            "Oakfield", "Riverside", "Willowbrook", "Harbour View", "Meadow Lane", "Castle Hill", "Greenacre", "Silverstream", "Northgate", "Elmwood", "Foxglove", "Highcroft",
            "Millpond", "Stonebridge",
        ],
        ClinicForms = ["{0} Veterinary Clinic", "{0} Veterinary Hospital", "{0} Animal Hospital", "{0} Veterinary Centre"],
        Streets =
        [
            Written.AsIs("12 Orchard Lane"), Written.AsIs("45 High Street"), Written.AsIs("3 Station Road"), Written.AsIs("78 Park Avenue"), Written.AsIs("9 Mill Street"),
            Written.AsIs("101 Church Road"), Written.AsIs("27 Bridge Street"), Written.AsIs("6 Victoria Avenue"), Written.AsIs("15 Elm Road"), Written.AsIs("33 Queen Street"),
        ],
        Towns = ["Bristol BS4 2QT", "York YO1 7HH", "Leeds LS6 3AB", "Exeter EX2 4PX", "Oxford OX4 1LP", "Bath BA2 3DE", "Norwich NR3 1AU", "Lincoln LN5 8RT"],
        Clinical = new Dictionary<string, string[]>
        {
            ["reason_for_visit"] =
            [
                "vaccination booster", "limping on right hind leg", "vomiting since yesterday", "itchy ears", "annual health check", "dry cough at night", "lump on the flank",
                "diarrhoea with mucus", "loss of appetite", "cut paw pad", "watery eyes", "drinking more than usual", "bad breath", "lethargy", "sneezing", "hair loss",
            ],
            ["diagnosis"] =
            [
                "mild anemia", "otitis externa", "acute gastroenteritis", "atopic dermatitis", "bilateral conjunctivitis", "idiopathic cystitis", "periodontal disease grade 2",
                "subcutaneous lipoma", "chronic kidney disease IRIS stage 2", "cruciate ligament rupture", "pancreatitis", "kennel cough", "hypothyroidism", "hip dysplasia",
                "corneal ulcer", "diabetes mellitus", "gingivitis", "soft tissue sprain",
            ],
            ["symptoms"] =
            [
                "dry cough", "intermittent lameness", "vomiting and lethargy", "intense itching", "nasal discharge", "polydipsia and polyuria", "progressive loss of condition",
                "abdominal pain", "red eye", "fever",
            ],
            ["medication"] =
            [
                "meloxicam 0.1 mg/kg every 24 h", "amoxicillin 50 mg twice daily", "omeprazole 10 mg before food", "prednisolone 5 mg once daily for 7 days",
                "ear drops twice daily", "metronidazole 250 mg twice daily", "maropitant 1 tablet once daily", "antibiotic eye drops every 8 h", "furosemide 20 mg twice daily",
                "gabapentin 100 mg at night", "cephalexin 300 mg twice daily", "levothyroxine 0.2 mg twice daily", "ciclosporin 50 mg daily", "insulin 4 IU twice daily",
                "benazepril 5 mg once daily", "doxycycline 100 mg with food",
            ],
            ["treatment_plan"] =
            [
                "rest and meloxicam", "bland diet and probiotic", "ear cleaning and drops", "amoxicillin clavulanate for 7 days", "fluid therapy and maropitant",
                "saline rinse and eye drops", "iron drops", "renal diet and phosphate binder", "tapering prednisolone", "chlorhexidine shampoo twice weekly",
                "omeprazole and gastrointestinal diet", "anti-inflammatory and cold packs",
            ],
            ["procedure"] =
            [
                "dental scale and polish", "ovariohysterectomy", "castration", "wound suture on paw pad", "extraction of two premolars", "excision of skin mass",
                "abscess drainage", "bandage change", "ear flush under sedation", "tibial fracture repair", "gastroscopy", "cystotomy", "enucleation of left eye", "skin biopsy",
                "caesarean section", "splenectomy",
            ],
            ["vaccinations"] = ["rabies", "DHP and leptospirosis", "feline trivalent", "kennel cough intranasal", "feline leukaemia", "leptospirosis L4", "DHPPi", "cat flu booster"],
            ["lab_result"] =
            [
                "raised white cell count", "creatinine 2.1 mg/dL", "haematocrit 31 %", "urea and creatinine normal", "low T4", "glucose 98 mg/dL", "raised ALT", "faecal test negative",
            ],
            ["imaging"] =
            [
                "clear thorax", "bladder stone of 4 mm", "fracture of the radius", "enlarged liver", "homogeneous spleen", "gastric foreign body", "normal cardiac silhouette",
                "asymmetrical kidneys",
            ],
        },
        Services =
        [
            "General consultation £45.00", "Rabies vaccine £38.00", "Radiographs two views £120.00", "Worming tablet £9.50", "Nail clipping £12.00", "Full blood count £64.00",
            "Microchip and registration £20.00", "Medicated bath £25.00", "Abdominal ultrasound £150.00", "Dry food bag 3 kg £27.90",
        ],
    };
}
