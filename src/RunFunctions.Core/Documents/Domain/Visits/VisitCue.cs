namespace RunFunctions.Core.Documents.Domain.Visits;

/// <summary>What the word nearest before a date says of the date.</summary>
internal enum VisitCue
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The day of a visit.</summary>
    Visit,

    /// <summary>The day a stay began.</summary>
    Admission,

    /// <summary>The day a stay ended.</summary>
    Discharge,

    /// <summary>Something done at a visit; the date is the visit's only where it heads its line.</summary>
    Procedure,

    /// <summary>A day of the file and not of the animal's visits: birth, chip, invoice, sample.</summary>
    Administrative,

    /// <summary>A visit that is planned, or one that is told of in another.</summary>
    Elsewhen,
}
