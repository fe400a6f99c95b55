using System.Collections.Immutable;
using StationAgent.Configuration;
using StationAgent.Failures;
using StationAgent.Simulation.Scenes.Pieces;

namespace StationAgent.Simulation.Scenes;

/// <summary>The kinds of pieces that people bring, with their classes, sizes and masses. All of it is data: no class is named in code.</summary>
internal sealed class PieceCatalogue
{
    /// <summary>The name of a catalogue in a folder of pieces.</summary>
    public const string FileName = "catalogue.json";

    private const string ShippedName = "scenes/" + FileName;

    private readonly ImmutableDictionary<string, (PieceKind Kind, string Class)> _names;

    /// <param name="name">What messages call it, such as its path.</param>
    /// <param name="empty">The class of a platform with nothing on it.</param>
    /// <param name="kinds">The kinds of pieces.</param>
    /// <param name="names">What each label and each class path stands for.</param>
    internal PieceCatalogue(
        string name, string empty, ImmutableArray<PieceKind> kinds, ImmutableDictionary<string, (PieceKind Kind, string Class)> names)
    {
        Name = name;
        Empty = empty;
        Kinds = kinds;
        _names = names;
    }

    /// <summary>The catalogue that is part of the program.</summary>
    public static PieceCatalogue Shipped { get; } = CatalogueReader.Read(EmbeddedFile.Read(ShippedName), FileName);

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>The class of a platform with nothing on it.</summary>
    public string Empty { get; }

    /// <summary>The kinds of pieces, in the order of the file.</summary>
    public ImmutableArray<PieceKind> Kinds { get; }

    /// <summary>Every label and every class path that <see cref="Find"/> knows, in order.</summary>
    public IEnumerable<string> Names => _names.Keys.Order(StringComparer.Ordinal);

    /// <summary>The kind of this class.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such kind.</exception>
    public PieceKind this[string path] =>
        Kinds.FirstOrDefault(kind => kind.Class == path) ?? throw new ArgumentException($"{Name} has no kind of the class '{path}'.", nameof(path));

    /// <summary>The catalogue of a folder of pieces: its own where it has one, otherwise <see cref="Shipped"/>.</summary>
    /// <exception cref="PhotoSetException">It cannot be read, or a field of it is wrong.</exception>
    public static PieceCatalogue Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!Path.Exists(path))
        {
            return Shipped;
        }

        try
        {
            return CatalogueReader.Read(File.ReadAllBytes(path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PhotoSetException($"{path}: the catalogue cannot be read: {FileProblem.OfFile(path, failure)}.", failure);
        }
    }

    /// <summary>
    /// What a label or a class path stands for: the kind whose pieces it shows, and the class that is known of them. For a class above several kinds that is
    /// the first of them, and the class is less deep than that kind's. Null for a name that the catalogue does not have.
    /// </summary>
    public (PieceKind Kind, string Class)? Find(string name) => _names.TryGetValue(name, out var found) ? found : null;
}
