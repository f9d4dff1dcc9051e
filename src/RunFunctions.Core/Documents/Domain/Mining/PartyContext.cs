namespace RunFunctions.Core.Documents.Domain.Mining;

/// <summary>
/// Whose data the lines at hand speak of, so that a bare "Nombre:" or "Dirección:" fills the right field and only
/// that one (specs/documents.md §9.2 items 5 and 9).
/// </summary>
internal sealed class PartyContext
{
    /// <summary>How many lines a heading rules.</summary>
    private const int HeadingReach = 8;

    /// <summary>How many lines away an owner's or a clinic's label explains an address.</summary>
    private const int NeighbourReach = 5;

    private readonly Dictionary<Party, int> _lastLabelLine = [];
    private Party _heading;
    private int _headingLine;

    /// <summary>A line that opens a block: "Datos del cliente", or "Propietario:" with nothing after it.</summary>
    public void Open(Party party, int line)
    {
        _heading = party;
        _headingLine = line;
    }

    /// <summary>A label of its own with a value; what follows is no longer said under the heading.</summary>
    public void Mention(Party party, int line)
    {
        if (party == Party.Nobody)
        {
            return;
        }

        _lastLabelLine[party] = line;
        _heading = Party.Nobody;
    }

    public Party NameBelongsTo(int line) => HeadingAt(line) is var heading and not Party.Nobody ? heading : Party.Patient;

    /// <returns>Owner or clinic, and whether that is certain.</returns>
    public (Party Party, bool IsCertain) AddressBelongsTo(int line)
    {
        if (HeadingAt(line) is var heading and (Party.Owner or Party.Clinic))
        {
            return (heading, IsCertain: true);
        }

        var owner = LastNear(Party.Owner, line);
        var clinic = LastNear(Party.Clinic, line);
        return (owner > clinic ? Party.Owner : Party.Clinic, IsCertain: (owner < 0) != (clinic < 0));
    }

    public Party HeadingAt(int line) => line - _headingLine <= HeadingReach ? _heading : Party.Nobody;

    private int LastNear(Party party, int line)
        => _lastLabelLine.TryGetValue(party, out var last) && line - last <= NeighbourReach ? last : -1;
}
