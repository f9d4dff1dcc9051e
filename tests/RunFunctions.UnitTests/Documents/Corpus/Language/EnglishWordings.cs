namespace RunFunctions.UnitTests.Documents.Corpus.Language;

internal static class EnglishWordings
{
    public static readonly Wordings All = new()
    {
        Language = "en",
        Labels = new Dictionary<string, string[]>
        {
            ["pet_name"] = ["Patient", "Patient name", "Pet name", "Pet", "Animal name", "Animal"],
            ["species"] = ["Species"],
            ["breed"] = ["Breed"],
            ["sex"] = ["Sex", "Gender"],
            ["age"] = ["Age"],
            ["dob"] = ["Date of birth", "DOB", "D.O.B.", "Birth date", "Born", "Date of Birth"],
            ["weight"] = ["Weight", "Body weight", "Weight (kg)", "Current weight"],
            ["microchip_id"] = ["Microchip", "Microchip no.", "Microchip number", "Chip", "Chip no.", "Transponder"],
            ["nhc"] = ["Record no.", "Medical record number", "Clinical record number", "MRN", "Record number"],
            ["visit_date"] = ["Visit date", "Date of visit", "Consultation date", "Visit"],
            ["document_date"] = ["Date", "Report date", "Document date", "Date of report"],
            ["clinic_name"] = ["Clinic", "Practice", "Veterinary clinic", "Veterinary practice", "Veterinary hospital", "Clinic name"],
            ["clinic_address"] = ["Clinic address", "Practice address", "Address of the clinic"],
            ["vet_name"] = ["Vet", "Veterinarian", "Veterinary surgeon", "Attending vet", "Dr"],
            ["owner_name"] = ["Owner", "Owner name", "Client", "Client name", "Name of owner"],
            ["owner_address"] = ["Owner address", "Owner's address", "Client address", "Address of owner"],
            ["reproductive_status"] = ["Reproductive status", "Neuter status"],
            ["reason_for_visit"] = ["Reason for visit", "Reason", "Presenting complaint", "Reason for consultation"],
            ["diagnosis"] = ["Diagnosis", "Final diagnosis", "Presumptive diagnosis", "Provisional diagnosis", "Diagnoses"],
            ["medication"] = ["Medication", "Medications", "Prescription", "Medicines"],
            ["treatment_plan"] = ["Treatment", "Treatment plan", "Treatments"],
            ["procedure"] = ["Procedure", "Procedures", "Surgery", "Surgical procedure", "Intervention"],
            ["symptoms"] = ["Symptoms", "Clinical signs"],
            ["vaccinations"] = ["Vaccinations", "Vaccination", "Vaccines", "Vaccine"],
            ["lab_result"] = ["Laboratory", "Lab results", "Laboratory results", "Lab result"],
            ["imaging"] = ["Imaging", "X-ray", "Radiographs", "Ultrasound", "Diagnostic imaging"],
            ["line_item"] = ["Item", "Line item"],
            ["admission_date"] = ["Admission date", "Date of admission", "Admitted"],
            ["discharge_date"] = ["Discharge date", "Date of discharge", "Discharged"],
        },
        Name = ["Name"],
        Address = ["Address"],
        Phone = ["Phone", "Tel.", "Mobile", "Contact"],
        RecordTitles = ["Clinical record", "Medical history", "Veterinary report", "Patient record", "Clinical summary"],
        PatientHeadings = ["Patient details", "Pet details", "Animal details"],
        OwnerHeadings = ["Client details", "Owner details", "Owner information"],
        ClinicHeadings = ["Clinic details", "Practice details"],
        VisitHeadings = ["Visit {0}", "Consultation {0}", "Visit on {0}", "Check-up {0}", "Control {0}", "Visit date: {0}", "Recheck {0}"],
        SystemHeadings =
        [
            "General consultation visit of {0} in room 2", "Administrative visit of {0} in room 1", "General consultation visit of {0}",
            "Consultation visit on {0} at 17:40",
        ],
        Appointments = ["Next appointment: {0}", "Next visit: {0}", "Booster due: {0}", "Recheck booked for {0}"],
        Remarks =
        [
            "Bright, alert and responsive in the consulting room.",
            "Physical examination unremarkable.",
            "Eating and drinking as usual.",
            "Mucous membranes pink, capillary refill below 2 seconds.",
            "Temperature 38.6 C, heart rate 96 bpm.",
            "The expected course was explained to the family.",
            "Abdomen soft and comfortable on palpation.",
            "Lymph nodes of normal size.",
            "The family says that sleep has been longer than usual.",
            "Lives in a flat with another animal and walks three times a day.",
            "Shiny coat and good body condition (4/9).",
            "Heart and lungs sound normal.",
            "No travel in the past months.",
            "Waited calmly at reception.",
        ],
        StayNotes =
        [
            "Day 1: quiet night, nothing to report.", "Day 1: stable, kept warm.",
            "Day 2: eating unaided, steady improvement.", "Day 2: walks without help and urinates normally.",
            "Day 3: cheerful, ready to go home.", "Day 3: the family came to see their pet in the afternoon.",
        ],
        StayHeadings = ["Hospitalisation report", "Discharge summary", "Inpatient sheet"],
        Footers =
        [
            "Personal data are processed under Regulation (EU) 2016/679.",
            "Company no. 00000000 - Registered in England and Wales",
            "Tel. 01632 960111 - Fax 01632 960112 - info@practice.example",
            "Opening hours: Monday to Friday 9:00 to 18:30, out of hours 01632 960113",
            "Generated by the practice management system. www.practice.example",
            "VAT no. GB000000000. Not valid without a stamp.",
        ],
        PageNumbers = ["Page {0} of {1}", "Page: {0}", "- {0} -", "p. {0}"],
        DoseTable = ["Dosing guide", "Up to 10 kg     0.1 ml/kg", "From 10 to 20 kg  1 tablet", "Over 40 kg      2 tablets"],
        BrokenSentences =
        [
            "The family was advised to keep a regu-\nlar routine of walks.",
            "Tolerated handling very well throughout the exami-\nnation.",
        ],
    };
}
