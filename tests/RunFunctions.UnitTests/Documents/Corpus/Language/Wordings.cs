namespace RunFunctions.UnitTests.Documents.Corpus.Language;

/// <summary>What authors of records call things. Every list has its usual form first.</summary>
internal sealed record Wordings
{
    /// <summary><c>es</c> or <c>en</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Labels by key.</summary>
    public required IReadOnlyDictionary<string, string[]> Labels { get; init; }

    /// <summary>A name inside the block of the animal or of the client.</summary>
    public required string[] Name { get; init; }

    /// <summary>An address inside the block of the clinic or of the client.</summary>
    public required string[] Address { get; init; }

    public required string[] Phone { get; init; }

    public required string[] RecordTitles { get; init; }

    public required string[] PatientHeadings { get; init; }

    public required string[] OwnerHeadings { get; init; }

    public required string[] ClinicHeadings { get; init; }

    /// <summary>Openings of a visit; {0} is the date.</summary>
    public required string[] VisitHeadings { get; init; }

    /// <summary>Openings of a visit in an export of a practice system; {0} is the date.</summary>
    public required string[] SystemHeadings { get; init; }

    /// <summary>What is to be done on a day to come; {0} is the date.</summary>
    public required string[] Appointments { get; init; }

    /// <summary>Sentences of an examination that no field of the schema is filled from.</summary>
    public required string[] Remarks { get; init; }

    /// <summary>Notes of days in hospital, two to choose from for each day.</summary>
    public required string[] StayNotes { get; init; }

    public required string[] StayHeadings { get; init; }

    public required string[] Footers { get; init; }

    /// <summary>{0} is the page, {1} the number of pages.</summary>
    public required string[] PageNumbers { get; init; }

    /// <summary>Lines of a table of doses for animals of any weight.</summary>
    public required string[] DoseTable { get; init; }

    /// <summary>A sentence whose word breaks at the end of a line.</summary>
    public required string[] BrokenSentences { get; init; }
}
