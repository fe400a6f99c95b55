using SkiaSharp;

namespace StationAgent.Simulation.Scenes.Pieces;

/// <summary>The rendered pieces that ship with the program. No network has been trained on them.</summary>
internal static class ShippedPieces
{
    /// <summary>Their folder beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models", "pieces");

    /// <summary>Reads the folder's table and the header of each picture; a picture is decoded when it is first laid.</summary>
    /// <exception cref="PhotoSetException">The folder is missing or incomplete, or a file in it is broken.</exception>
    public static PhotoSet Load() => Load(Folder);

    /// <summary>As <see cref="Load()"/>, from another place.</summary>
    /// <exception cref="PhotoSetException">As there.</exception>
    internal static PhotoSet Load(string folder)
    {
        try
        {
            var pieces = PhotoSet.Load(folder);
            if (pieces.MissingClasses is { IsEmpty: false } missing)
            {
                throw new PhotoSetException($"No piece in '{folder}' is of class {string.Join(" or ", missing)}.");
            }

            foreach (var piece in pieces.Photos)
            {
                using var codec = SKCodec.Create(piece.Path) ?? throw new PhotoSetException($"'{piece.Path}' cannot be read as a picture.");
            }

            return pieces;
        }
        catch (PhotoSetException failure)
        {
            throw new PhotoSetException(
                $"The simulated sensors need the pieces that ship with the program in '{folder}'. {failure.Message} Put the program's folder 'models/pieces' back there.",
                failure);
        }
    }
}
