namespace RunFunctions.UnitTests.Documents.Corpus.Layouts;

/// <summary>A bill: who, for whom, what for, how much; not a visit.</summary>
internal static class Invoice
{
    public static void Write(Sheet sheet)
    {
        var author = sheet.Author;
        var dice = author.Dice;
        var day = author.Day();
        var animal = Animal.By(author, day);
        var parties = Parties.By(author);

        Letterhead.Head(sheet, parties);
        sheet.Line(sheet.Pen.Heading(author.Say("Factura nº F", "Invoice no. ")) + dice.Digits(5));
        sheet.Line(sheet.DocumentDate(day, dice.Pick<string>(author.IsSpanish ? ["Fecha", "Fecha de emisión", "Fecha factura"] : ["Date", "Invoice date", "Date of issue"])));
        sheet.Heading(author.Words.OwnerHeadings);
        Blocks.Owner(sheet, parties, inBlock: true).ToList().ForEach(sheet.Line);
        sheet.Line(author.Say("NIF: 00000000T", "Account: 000123"));
        Patient(sheet, animal);
        sheet.Blank();
        Services(sheet);
    }

    private static void Patient(Sheet sheet, Animal animal)
    {
        var dice = sheet.Author.Dice;
        sheet.Line(sheet.Pair("pet_name", Written.AsIs(animal.Name)));
        if (dice.Chance(60))
        {
            sheet.Line(sheet.Pair("species", animal.Species));
        }
        else
        {
            // The breed, where there is one, says it too.
            sheet.Truth.LeaveOpen("species");
        }

        // Some Spanish words for the species have a sex.
        sheet.Truth.LeaveOpen("sex");

        if (dice.Chance(60))
        {
            sheet.Line(sheet.Pair("breed", Written.AsIs(animal.Breed)));
        }

        if (dice.Chance(50))
        {
            sheet.Line(sheet.Pair("microchip_id", sheet.Author.Chip()));
        }
    }

    private static void Services(Sheet sheet)
    {
        var author = sheet.Author;
        var services = author.Dice.Several(Language.Stock.Of(author.Stock.Services, author.Half), 3);
        if (author.Dice.Chance(60))
        {
            foreach (var service in services)
            {
                sheet.Line(sheet.Pair("line_item", Written.AsIs(service)));
            }
        }
        else
        {
            sheet.Truth.LeaveOpen("line_item");
            sheet.Line(author.Say("Descripción                 Importe", "Description                 Amount"));
            services.ToList().ForEach(sheet.Line);
        }

        // What was billed was also done, but a reviewer need not read it as clinical.
        foreach (var key in new[] { "procedure", "vaccinations", "imaging", "lab_result", "medication" })
        {
            sheet.Truth.LeaveOpen(key);
        }

        sheet.Line(author.Say("Base imponible: 100,00 €", "Subtotal: £100.00"));
        sheet.Line(author.Say("Total: 121,00 €", "Total: £120.00"));
    }
}
