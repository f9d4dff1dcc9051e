namespace RunFunctions.UnitTests.Documents.Corpus.SingleFields;

/// <summary>Clinic, vet and owner.</summary>
internal static class PartyFields
{
    public static readonly SingleField[] All =
    [
        new(
            "clinic_name",
            sheet => sheet.Line(sheet.Pair("clinic_name", Clinic(sheet))),
            Letterhead,
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.Pair("clinic_name", Clinic(sheet)))),
            sheet => Surroundings.Beside(sheet, sheet.Pair("clinic_name", Clinic(sheet)), "phone"),
            sheet => sheet.Line(sheet.Pair("owner_name", Person(sheet)))),
        new(
            "clinic_address",
            sheet => sheet.Line(sheet.Pair("clinic_address", Parties.By(sheet.Author).ClinicAddress)),
            Letterhead,
            ClinicThenAddress,
            AddressInTwoLines,
            sheet => sheet.Line(sheet.Pair("owner_address", Parties.By(sheet.Author).OwnerAddress))),
        new(
            "vet_name",
            sheet => sheet.Line(sheet.Pair("vet_name", Person(sheet))),
            sheet => sheet.Line(sheet.Pair("vet_name", Titled(sheet, Person(sheet)), sheet.Author.UsualLabel("vet_name"))),
            Signed,
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.Pair("vet_name", Person(sheet)))),
            sheet => sheet.Line(sheet.Pair("owner_name", Person(sheet)))),
        new(
            "owner_name",
            sheet => sheet.Line(sheet.Pair("owner_name", Person(sheet))),
            sheet => InBlock(sheet, "owner_name", Person(sheet), sheet.Author.Words.Name[0]),
            sheet => sheet.Line(Layouts.Blocks.Beneath(sheet.Pair("owner_name", Person(sheet)))),
            sheet => Surroundings.Beside(sheet, sheet.Pair("owner_name", Person(sheet)), "phone"),
            sheet => sheet.Line(sheet.Pair("vet_name", Person(sheet))),
            sheet => PatientFields.Empty(sheet, "owner_name")),
        new(
            "owner_address",
            sheet => sheet.Line(sheet.Pair("owner_address", Parties.By(sheet.Author).OwnerAddress)),
            sheet => InBlock(sheet, "owner_address", Parties.By(sheet.Author).OwnerAddress, sheet.Author.Words.Address[0]),
            BareStreet,
            OwnerThenAddress,
            sheet => sheet.Line(sheet.Pair("clinic_address", Parties.By(sheet.Author).ClinicAddress))),
    ];

    private static Written Person(Sheet sheet) => Written.AsIs(sheet.Author.Draw(sheet.Author.Stock.People));

    private static Written Titled(Sheet sheet, Written vet) => vet with { Text = sheet.Author.Say("Dra. ", "Dr ") + vet.Text };

    private static Written Clinic(Sheet sheet) => Written.AsIs(sheet.Author.ClinicName());

    private static void Letterhead(Sheet sheet)
    {
        sheet.OnTop(top => Layouts.Letterhead.Head(top, Parties.By(top.Author)));
        sheet.Heading(sheet.Author.Words.PatientHeadings);
    }

    private static void InBlock(Sheet sheet, string key, Written value, string label)
    {
        sheet.Heading(sheet.Author.Words.OwnerHeadings);
        if (key != "owner_name")
        {
            sheet.Line(sheet.Pen.Label(sheet.Author.Words.Name[0], Person(sheet).Text));
        }

        sheet.Line(sheet.Pair(key, value, label));
    }

    private static void ClinicThenAddress(Sheet sheet)
    {
        sheet.Line(sheet.Pair("clinic_name", Clinic(sheet)));
        sheet.Line(sheet.Pair("clinic_address", Parties.By(sheet.Author).ClinicAddress, sheet.Author.Words.Address[0]));
    }

    private static void AddressInTwoLines(Sheet sheet)
    {
        var parties = Parties.By(sheet.Author);
        sheet.Know("clinic_address", parties.ClinicAddress);
        sheet.Line(sheet.Pen.Label(sheet.Author.Label("clinic_address"), parties.ClinicStreet.Text));
        sheet.Line(parties.ClinicTown);
    }

    private static void BareStreet(Sheet sheet)
    {
        var parties = Parties.By(sheet.Author);
        sheet.Heading(sheet.Author.Words.OwnerHeadings);
        sheet.Line(sheet.Pen.Label(sheet.Author.Words.Name[0], parties.Owner));
        sheet.Line(parties.OwnerStreet.Text);
        sheet.Line(parties.OwnerTown);
        sheet.Know("owner_address", parties.OwnerAddress);
    }

    private static void OwnerThenAddress(Sheet sheet)
    {
        sheet.Line(sheet.Pair("owner_name", Person(sheet)));
        sheet.Line(sheet.Pair("owner_address", Parties.By(sheet.Author).OwnerAddress, sheet.Author.Words.Address[0]));
    }

    private static void Signed(Sheet sheet)
    {
        var vet = Person(sheet);
        sheet.Know("vet_name", vet);
        sheet.Remark();
        sheet.Line(sheet.Author.Say("Atentamente,", "Kind regards,"));
        sheet.Line(sheet.Author.Say("Dra. ", "Dr ") + vet.Text);
    }
}
