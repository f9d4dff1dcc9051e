namespace RunFunctions.UnitTests.Documents.Corpus.Layouts;

/// <summary>A letter to a colleague: the animal in a sentence, the date in words, the findings below.</summary>
internal static class ReferralLetter
{
    public static void Write(Sheet sheet)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        var day = author.Day();
        var written = day.AddDays(dice.Between(1, 9));
        var animal = Animal.By(author, day);
        var visit = Encounter.By(author, day, animal.Kilograms);
        var parties = Parties.By(author);

        Letterhead.Head(sheet, parties);
        Dateline(sheet, parties, written);
        var years = Math.Max(2, day.Year - animal.Born.Year);
        sheet.Know("pet_name", animal.Name);
        sheet.Know("breed", animal.Breed);
        sheet.Know("sex", animal.Sex);
        sheet.Know("species", animal.Species);
        sheet.Know("age", author.Say($"{years} años", $"{years} years"));
        sheet.Know("owner_name", parties.Owner);
        if (animal.Status is { } status)
        {
            sheet.Know("reproductive_status", status);
        }

        Introduction(sheet, animal, parties, years);
        sheet.BeginVisit(day);
        sheet.Know("reason_for_visit", visit.Reason);
        sheet.Line(author.Say(
            $"Acudió a consulta el {sheet.Pen.Date(day).Text} por {visit.Reason}.",
            $"The patient was seen in consultation on {sheet.Pen.Date(day).Text} for {visit.Reason}."));
        VisitBody.Remarks(sheet, dice.Between(1, 3));
        VisitBody.Findings(sheet, visit);
        sheet.Blank();
        sheet.Line(author.Say("Quedamos a su disposición para cualquier aclaración.", "Please do not hesitate to contact us."));
        Signature(sheet, parties);
    }

    private static void Dateline(Sheet sheet, Parties parties, DateOnly written)
    {
        var author = sheet.Author;
        sheet.KnowDocumentDate(written);
        var date = author.Dice.Chance(60) ? DateForms.InWords(written, author.Words.Language).Text : sheet.Pen.Date(written).Text;
        sheet.Line(author.Say($"{parties.ClinicTown[6..]}, {date}", author.Dice.Chance(50) ? date : $"Date: {date}"));
        sheet.Blank();
        sheet.Line(author.Say(
            author.Dice.Pick(["Estimado compañero:", "Estimada compañera:", "A quien corresponda:"]),
            author.Dice.Pick(["Dear colleague,", "To whom it may concern,"])));
        sheet.Blank();
    }

    private static void Introduction(Sheet sheet, Animal animal, Parties parties, int years)
    {
        var author = sheet.Author;
        var sex = author.Say(animal.IsFemale ? "hembra" : "macho", animal.IsFemale ? "female" : "male");
        sex += animal.Status is { } status ? " " + status.Text : string.Empty;
        var isDog = animal.Species.Value == "canino";
        var kind = author.Say(
            (isDog, animal.IsFemale) switch { (true, true) => "perra", (true, false) => "perro", (false, true) => "gata", _ => "gato" },
            isDog ? "dog" : "cat");
        var one = animal.IsFemale ? "una" : "un";
        var name = animal.Name;
        var breed = animal.Breed;
        var owner = parties.Owner;
        sheet.Line(author.IsSpanish
            ? author.Dice.Below(4) switch
            {
                0 => $"Le remito a {name}, {one} {kind} de raza {breed} de {years} años ({sex}), propiedad de {owner}.",
                1 => $"Asunto: {name}, {kind}, {breed}, {sex}, {years} años. Propietario: {owner}",
                2 => $"Les remitimos a la paciente {name}, de especie {(isDog ? "canina" : "felina")}, raza {breed}, {sex}, de {years} años de edad.\nPropietario: {owner}",
                _ => $"Paciente: {name}\n{kind} {breed}, {sex}, {years} años\nPropietario: {owner}",
            }
            : author.Dice.Below(4) switch
            {
                0 => $"Thank you for seeing {name}, a {years} year old {sex} {breed} {kind} owned by {owner}.",
                1 => $"Re: {name}, {years} year old {sex} {breed} {kind}. Owner: {owner}",
                2 => $"We are referring {name}, a {sex} {kind} of the breed {breed}, aged {years} years.\nOwner: {owner}",
                _ => $"Patient: {name}\n{years} year old {sex} {breed} {kind}\nOwner: {owner}",
            });
    }

    private static void Signature(Sheet sheet, Parties parties)
    {
        var author = sheet.Author;
        sheet.Know("vet_name", parties.Vet);
        sheet.Line(author.Say("Atentamente,", "Yours sincerely,"));
        sheet.Line(author.Say(author.Dice.Pick(["Dra. ", "Dr. "]), "Dr ") + parties.Vet);
        sheet.Line(author.Say("Veterinaria colegiada nº 0000", "Veterinary Surgeon"));
    }
}
