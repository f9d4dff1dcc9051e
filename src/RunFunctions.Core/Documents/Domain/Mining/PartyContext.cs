using System.Runtime.InteropServices;

namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// Whose data each line speaks of, so that a bare "Nombre:" or "Dirección:" fills the right field and only that one
/// (specs/documents.md §9.2 items 5 and 9). The labelled pass fills it line by line; later passes ask.
/// </summary>
internal sealed class PartyContext
{
    /// <summary>How many lines a heading rules.</summary>
    private const int HeadingReach = 8;

    /// <summary>How many lines away an owner's or a clinic's label explains an address.</summary>
    private const int NeighbourReach = 5;

    private readonly List<Snapshot> _lines = [];
    private IReadOnlyList<Party> _columns = [];
    private int _columnsLine = -1;
    private Snapshot _now = new(Party.Nobody, HeadingLine: 0, LastOwner: -1, LastClinic: -1, LastPatient: -1);

    /// <summary>A line that opens a block: "Datos del cliente", or "Propietario:" with nothing after it.</summary>
    public void Open(Party party, int line) => _now = _now with { Heading = party, HeadingLine = line };

    /// <summary>Headings side by side: what stands below in as many cells belongs to the heading above it.</summary>
    public void OpenColumns(IReadOnlyList<Party> parties, int line) => (_columns, _columnsLine) = (parties, line);

    /// <returns>Whose column the offset lies in; nobody when the line has not the columns of the headings.</returns>
    public Party ColumnAt(int line, IReadOnlyList<TextLine> cells, int offset)
    {
        if (line - _columnsLine > HeadingReach || cells.Count != _columns.Count)
        {
            return Party.Nobody;
        }

        var column = cells.Count - 1;
        while (column > 0 && cells[column].Start > offset)
        {
            column--;
        }

        return _columns[column];
    }

    /// <summary>A label of its own with a value; what follows is no longer said under the heading.</summary>
    public void Mention(Party party, int line)
    {
        _now = party switch
        {
            Party.Owner => _now with { LastOwner = line, Heading = Party.Nobody },
            Party.Clinic => _now with { LastClinic = line, Heading = Party.Nobody },
            Party.Patient => _now with { LastPatient = line, Heading = Party.Nobody },
            _ => _now,
        };
    }

    /// <summary>The next line begins: what holds now is what held at the end of this one.</summary>
    public void EndLine() => _lines.Add(_now);

    public Party NameBelongsTo(int line) => HeadingAt(line) is var heading and not Party.Nobody ? heading : Party.Patient;

    /// <returns>Owner or clinic, and whether that is certain.</returns>
    public (Party Party, bool IsCertain) AddressBelongsTo(int line)
    {
        if (HeadingAt(line) is var heading and (Party.Owner or Party.Clinic))
        {
            return (heading, IsCertain: true);
        }

        var owner = Near(At(line).LastOwner, line);
        var clinic = Near(At(line).LastClinic, line);
        return (owner > clinic ? Party.Owner : Party.Clinic, IsCertain: (owner < 0) != (clinic < 0));
    }

    /// <summary>Whom a street without any label belongs to; nobody when no party was spoken of nearby.</summary>
    public Party StreetBelongsTo(int line)
    {
        if (HeadingAt(line) is var heading and not Party.Nobody)
        {
            return heading;
        }

        var owner = Near(At(line).LastOwner, line);
        var clinic = Near(At(line).LastClinic, line);
        return owner < 0 && clinic < 0 ? Party.Nobody : owner > clinic ? Party.Owner : Party.Clinic;
    }

    /// <summary>Whether owner or patient were spoken of up to this line: the header of the clinic is over.</summary>
    public bool IsPastHeader(int line)
        => At(line) is { LastOwner: >= 0 } or { LastPatient: >= 0 } or { Heading: Party.Owner or Party.Patient };

    public Party HeadingAt(int line) => At(line) is var then && line - then.HeadingLine <= HeadingReach ? then.Heading : Party.Nobody;

    private static int Near(int last, int line) => last >= 0 && line - last <= NeighbourReach ? last : -1;

    private Snapshot At(int line) => line < _lines.Count ? _lines[line] : _now;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Snapshot(Party Heading, int HeadingLine, int LastOwner, int LastClinic, int LastPatient);
}
