using System.Numerics;
using SkiaSharp;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using Xunit;

namespace StationAgent.Tests.Simulation.Scenes;

public sealed class PhotoSetTests : IDisposable
{
    private static readonly PieceKind Film = PieceCatalogue.Shipped["packaging/plastic_film"];

    private readonly string _directory = Directory.CreateTempSubdirectory("photos-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<PhotoSetException>(() => PhotoSet.Load(Path.Combine(_directory, "nowhere")));
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_photos_is_refused_with_what_would_be_right()
    {
        Save("empty/bare.png", SKColors.Gray);

        var error = Assert.Throws<PhotoSetException>(() => PhotoSet.Load(_directory));
        Assert.Contains("carton_intact", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sub_folders_are_classes_and_empty_is_skipped()
    {
        Save("carton_damaged/a.png", SKColors.Brown);
        Save("carton_closeup/b.png", SKColors.Brown);
        Save("empty/c.png", SKColors.Gray);

        var set = PhotoSet.Load(_directory);

        Assert.Equal(2, set.Photos.Length);
        Assert.Equal("packaging/carton/damaged", set.Draw(Kind("packaging/carton/damaged"), 1).Class);
        // The only photo of an intact carton is a close-up, whose condition is not known.
        Assert.Equal("packaging/carton", set.Draw(Kind("packaging/carton/intact"), 1).Class);
        Assert.Equal(["packaging/plastic_film", "packaging/paper_envelope", "not_packaging"], set.MissingClasses);
        Assert.Throws<ArgumentException>(() => set.Draw(Film, 1));
    }

    [Fact]
    public void Kinds_without_a_photo_are_shown_by_the_pieces_that_ship()
    {
        Save("carton_damaged/a.png", SKColors.Brown);

        var set = PhotoSet.Load(_directory).CompletedBy(ShippedPieces.Load());

        Assert.Empty(set.MissingClasses);
        Assert.Single(set.Photos, static photo => photo.Kind == Kind("packaging/carton/damaged"));
        Assert.StartsWith(ShippedPieces.Folder, set.Draw(Film, 1).Photo!.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_manifest_only_the_validation_rows_are_used()
    {
        Save("x/a.png", SKColors.Brown);
        Save("x/b.png", SKColors.Brown);
        Manifest("file\tsource\tclass\tsplit", "x/a.png\tme\tplastic_film\tval", "x/b.png\tme\tplastic_film\ttrain",
            "x/c.png\tme\tempty\tval");

        Assert.EndsWith("a.png", Assert.Single(PhotoSet.Load(_directory).Photos).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_of_a_manifest_is_a_label_or_a_path()
    {
        Save("a.png", SKColors.Brown);
        Manifest("file\tclass\tsplit", "a.png\tplastic_film\theld", "a.png\tpackaging/plastic_film\theld", "a.png\tpackaging\theld", "a.png\tpackaging/foam\theld");

        Assert.Equal(
            [("packaging/plastic_film", Film), ("packaging/plastic_film", Film), ("packaging", Kind("packaging/carton/intact"))],
            PhotoSet.Load(_directory).Photos.Select(static photo => (photo.Class, photo.Kind)));
    }

    [Theory]
    [InlineData("line 1: no column 'split'", "file\tclass")]
    [InlineData("line 3: 2 columns where the header has 3", "file\tclass\tsplit", "x/a.png\tempty\tval", "x/a.png\tempty")]
    [InlineData("line 2: there is no file 'gone.png'", "file\tclass\tsplit", "gone.png\tplastic_film\tval")]
    [InlineData("no row", "file\tclass\tsplit", "x/a.png\tplastic_film\ttrain")]
    [InlineData("line 1: empty")]
    [InlineData("line 2: width_mm '0' is not a number from 10 to 800", "file\tclass\tsplit\twidth_mm\theight_mm", "x/a.png\tplastic_film\theld\t0\t200")]
    [InlineData("line 2: height_mm '1e4' is", "file\tclass\tsplit\twidth_mm\theight_mm", "x/a.png\tplastic_film\theld\t300\t1e4")]
    public void A_bad_manifest_is_refused_with_its_line(string expected, params string[] lines)
    {
        Manifest(lines);

        Assert.Contains(expected, Assert.Throws<PhotoSetException>(() => PhotoSet.Load(_directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_photo_lies_on_the_drawn_platform()
    {
        Save("plastic_film/a.png", new SKColor(255, 0, 255));
        var item = PhotoSet.Load(_directory).Draw(Film, 3);
        using var renderer = new SceneRenderer(new SceneOptions { Width = 480, Height = 270 });

        var picture = Picture.Decode(renderer.RenderJpeg(new Scene(1, [new PlacedItem(item, 0, 0, 0)], null, 1)));

        var middle = picture.At(picture.Width / 2, picture.Height / 2);
        Assert.True(middle.Red > middle.Green + 80 && middle.Blue > middle.Green + 80, middle.ToString());
    }

    [Fact]
    public void A_piece_that_is_cut_out_is_as_large_as_its_manifest_says()
    {
        Save("a.png", new SKColor(255, 0, 255));
        Manifest("file\tclass\tsplit\twidth_mm\theight_mm", "a.png\tplastic_film\theld\t200\t100");
        var item = PhotoSet.Load(_directory).Draw(Film, 3);
        var options = new SceneOptions { Width = 480, Height = 270 };
        using var renderer = new SceneRenderer(options);

        var picture = Picture.Decode(renderer.RenderJpeg(new Scene(1, [new PlacedItem(item, 0, 0, 0)], null, 1)));

        bool IsPiece(double xMm, double yMm)
        {
            var at = SceneCamera.Draw(1, options.Width, options.Height).Project(new Vector3((float)xMm, (float)yMm, 0));
            var pixel = picture.At((int)at.X, (int)at.Y);
            return pixel.Red > pixel.Green + 80 && pixel.Blue > pixel.Green + 80;
        }

        Assert.True(IsPiece(0, 0) && IsPiece(90, 0) && IsPiece(-90, 0) && IsPiece(0, 42) && IsPiece(0, -42));
        Assert.False(IsPiece(112, 0) || IsPiece(-112, 0) || IsPiece(0, 60) || IsPiece(0, -60));
    }

    [Fact]
    public void A_file_that_is_not_a_picture_is_named_when_it_is_drawn()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "plastic_film"));
        File.WriteAllText(Path.Combine(_directory, "plastic_film", "broken.jpg"), "no picture");
        var item = PhotoSet.Load(_directory).Draw(Film, 3);
        using var renderer = new SceneRenderer(new SceneOptions { Width = 320, Height = 180 });

        var error = Assert.Throws<PhotoSetException>(() => renderer.RenderJpeg(new Scene(1, [new PlacedItem(item, 0, 0, 0)], null, 1)));
        Assert.Contains("broken.jpg", error.Message, StringComparison.Ordinal);
    }

    private static PieceKind Kind(string path) => PieceCatalogue.Shipped[path];

    private void Manifest(params string[] lines) => File.WriteAllLines(Path.Combine(_directory, "MANIFEST.tsv"), lines);

    private void Save(string name, SKColor colour)
    {
        var path = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(60, 40);
        bitmap.Erase(colour);
        using var file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
    }
}
