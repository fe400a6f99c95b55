using StationAgent.Simulation.Scenes.Pieces;
using Xunit;

namespace StationAgent.Tests.Simulation.Scenes;

/// <summary>A damaged installation is found at the start; the message names the folder and what to do.</summary>
public sealed class ShippedPiecesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pieces-").FullName;

    public ShippedPiecesTests()
    {
        foreach (var file in Directory.EnumerateFiles(ShippedPieces.Folder))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }
    }

    private string Manifest => Path.Combine(_folder, "MANIFEST.tsv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_whole_folder_is_taken() => Assert.Equal(ShippedPieces.Load().Photos.Length, ShippedPieces.Load(_folder).Photos.Length);

    [Fact]
    public void A_missing_folder_is_refused()
    {
        var missing = Path.Combine(_folder, "gone");

        Refused(missing, missing, "does not exist");
    }

    [Fact]
    public void A_file_that_is_gone_is_refused()
    {
        File.Delete(Directory.EnumerateFiles(_folder, "*.webp").First());

        Refused(_folder, "MANIFEST.tsv line");
    }

    [Fact]
    public void A_file_that_is_no_longer_a_picture_is_refused()
    {
        var damaged = Directory.EnumerateFiles(_folder, "*.webp").First();
        File.WriteAllText(damaged, "no picture");

        Refused(_folder, damaged);
    }

    [Fact]
    public void A_class_without_a_piece_is_refused()
    {
        File.WriteAllLines(Manifest, File.ReadAllLines(Manifest).Where(static line => !line.Contains("paper_envelope", StringComparison.Ordinal)));

        Refused(_folder, "paper_envelope");
    }

    private static void Refused(string folder, params string[] named)
    {
        var error = Assert.Throws<PhotoSetException>(() => ShippedPieces.Load(folder));
        Assert.All([.. named, folder, "models/pieces"], name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }
}
