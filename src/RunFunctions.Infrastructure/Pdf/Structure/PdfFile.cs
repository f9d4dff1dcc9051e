using RunFunctions.Infrastructure.Pdf.Filters;
using RunFunctions.Infrastructure.Pdf.Objects;
using RunFunctions.Infrastructure.Pdf.Security;

namespace RunFunctions.Infrastructure.Pdf.Structure;

/// <summary>Random access to the objects of one document, over intact or recovered cross-reference information.</summary>
internal sealed class PdfFile
{
    private const int HeaderWindow = 1024;
    private const int MaxReferenceChain = 32;
    private const int MaxConcurrentLoads = 64;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly ExtractionBudget _budget;
    private readonly StreamDecoder _decoder;
    private readonly Dictionary<int, PdfObject> _objects = [];
    private readonly Dictionary<int, ObjectStream?> _objectStreams = [];
    private readonly HashSet<int> _loading = [];
    private XrefTable _xref = new();
    private XrefTable? _recovered;
    private StandardSecurityHandler? _security;

    private PdfFile(ReadOnlyMemory<byte> data, ExtractionBudget budget)
    {
        _data = data;
        _budget = budget;
        _decoder = new StreamDecoder(budget, Resolve);
    }

    public PdfDictionary Catalog => Get<PdfDictionary>(_xref.Trailer, "Root") ?? PdfDictionary.Empty;

    /// <exception cref="PdfFormatException">Not a PDF.</exception>
    /// <exception cref="PdfPasswordException">A password is needed.</exception>
    public static PdfFile Open(ReadOnlyMemory<byte> data, ExtractionBudget budget)
    {
        var header = data.Span[..Math.Min(data.Length, HeaderWindow)].IndexOf("%PDF-"u8);
        if (header < 0)
        {
            throw new PdfFormatException("no header");
        }

        var file = new PdfFile(data[header..], budget);
        file.ReadStructure();
        return file;
    }

    /// <summary>Follows references; an object that is missing or damaged is <see cref="PdfNull"/>.</summary>
    public PdfObject Resolve(PdfObject? value)
    {
        for (var i = 0; i < MaxReferenceChain && value is PdfReference reference; i++)
        {
            value = Load(reference.Number);
        }

        return value is null or PdfReference ? PdfNull.Instance : value;
    }

    /// <summary>The value of a key with references followed; null when absent or of another type.</summary>
    public T? Get<T>(PdfDictionary? dictionary, string key)
        where T : PdfObject
    {
        var value = Resolve(dictionary?[key]);
        // A stream is good wherever its dictionary is asked for.
        return value as T ?? (value is PdfStream stream ? stream.Dictionary as T : null);
    }

    public double? GetNumber(PdfDictionary? dictionary, string key) => Get<PdfNumber>(dictionary, key)?.Value;

    public string? GetName(PdfDictionary? dictionary, string key) => Get<PdfName>(dictionary, key)?.Value;

    /// <summary>The items of an array with references followed; empty when absent.</summary>
    public IEnumerable<PdfObject> GetItems(PdfDictionary? dictionary, string key) =>
        Get<PdfArray>(dictionary, key)?.Items.Select(Resolve) ?? [];

    /// <exception cref="PdfFormatException">The stream cannot be decoded at all.</exception>
    public ReadOnlyMemory<byte> Decode(PdfStream stream) => _decoder.Decode(stream);

    /// <summary>All dictionaries of the given type in the order of the file; for documents whose page tree is lost.</summary>
    public IEnumerable<PdfDictionary> DictionariesOfType(string type)
    {
        Recover();
        return _xref.Entries
            .Where(e => !e.Value.IsFree)
            .OrderBy(e => e.Value.Container == 0 ? e.Value.Position : _xref.Entries.GetValueOrDefault(e.Value.Container).Position)
            .ThenBy(e => e.Value.Container == 0 ? 0 : e.Value.Position)
            .Select(e => Load(e.Key))
            .OfType<PdfDictionary>()
            .Where(d => GetName(d, "Type") == type);
    }

    private void ReadStructure()
    {
        try
        {
            _xref = new XrefReader(_data, _budget).Read();
        }
        catch (PdfFormatException)
        {
            Recover();
        }

        OpenSecurity();
        if (Get<PdfDictionary>(Catalog, "Pages") is null)
        {
            Recover();
        }
    }

    private void OpenSecurity()
    {
        if (_security is null && _xref.Trailer?["Encrypt"] is { } entry && Resolve(entry) is PdfDictionary encryption)
        {
            var id = GetItems(_xref.Trailer, "ID").FirstOrDefault() as PdfString;
            _security = StandardSecurityHandler.Open(encryption, id?.Bytes ?? [], Resolve);
            // What was read before the key was known is not decrypted.
            _objects.Clear();
        }
    }

    private void Recover()
    {
        if (_recovered is null)
        {
            var scan = new RecoveryScan(_data, _budget);
            scan.Run();
            _recovered = scan.Table;
            _xref = scan.Table;
            _objects.Clear();
            _objectStreams.Clear();
            OpenSecurity();
            scan.ObjectStreams.ForEach(AddContents);
            FindCatalog();
        }
        else
        {
            _xref = _recovered;
        }
    }

    private void AddContents(int container)
    {
        foreach (var (number, index) in (ObjectStreamOf(container)?.Numbers ?? []).Select((number, index) => (number, index)))
        {
            var known = _xref.Entries.GetValueOrDefault(number, XrefEntry.Free);
            if (known.Container != 0 || known.IsFree || known.Position < _xref.Entries[container].Position)
            {
                _xref.Entries[number] = new XrefEntry(container, index);
            }
        }
    }

    private void FindCatalog()
    {
        if (Get<PdfDictionary>(_xref.Trailer, "Root") is not null)
        {
            return;
        }

        var number = _xref.Entries.Keys.FirstOrDefault(n => Load(n) is PdfDictionary d && GetName(d, "Type") == "Catalog");
        if (number > 0)
        {
            _xref.Trailer = new PdfDictionary(new(StringComparer.Ordinal) { ["Root"] = new PdfReference(number, 0) });
        }
    }

    private PdfObject Load(int number)
    {
        if (_objects.TryGetValue(number, out var known))
        {
            return known;
        }

        _budget.CheckTime();
        // An object on the way to itself, or a chain made to exhaust the stack.
        if (_loading.Count >= MaxConcurrentLoads || !_loading.Add(number))
        {
            return PdfNull.Instance;
        }

        try
        {
            var loaded = Read(number) ?? PdfNull.Instance;
            _objects[number] = loaded;
            return loaded;
        }
        finally
        {
            _loading.Remove(number);
        }
    }

    private PdfObject? Read(int number)
    {
        if (!_xref.Entries.TryGetValue(number, out var entry) || entry.IsFree)
        {
            return null;
        }

        if (entry.Container != 0)
        {
            return ObjectStreamOf(entry.Container)?.Read(number);
        }

        var read = ReadAt(entry.Position);
        if (read is not null && read.Number == number)
        {
            return read.Value;
        }

        // The offset is wrong: the table is damaged, so trust the file body from here on.
        if (_recovered is not null)
        {
            return null;
        }

        Recover();
        return Read(number);
    }

    private IndirectObject? ReadAt(int offset) => IndirectObject.ReadAt(_data, offset, _budget, LengthOf, _security);

    private int? LengthOf(PdfReference reference) => (Resolve(reference) as PdfNumber)?.Integer;

    private ObjectStream? ObjectStreamOf(int number)
    {
        if (_objectStreams.TryGetValue(number, out var known))
        {
            return known;
        }

        // Object streams never stand inside each other; saying so breaks cycles.
        var isDirect = _xref.Entries.TryGetValue(number, out var entry) && entry is { Container: 0, IsFree: false };
        ObjectStream? read = null;
        if (isDirect && Load(number) is PdfStream stream)
        {
            try
            {
                var count = (int)(GetNumber(stream.Dictionary, "N") ?? 0);
                var first = (int)(GetNumber(stream.Dictionary, "First") ?? 0);
                read = new ObjectStream(Decode(stream), count, Math.Max(0, first), _budget);
            }
            catch (PdfFormatException)
            {
                // Unknown filter: its objects are missing.
            }
        }

        _objectStreams[number] = read;
        return read;
    }
}
