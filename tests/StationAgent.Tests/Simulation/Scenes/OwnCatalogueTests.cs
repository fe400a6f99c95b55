using SkiaSharp;
using StationAgent.Simulation;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Simulation.World;
using Xunit;

namespace StationAgent.Tests.Simulation.Scenes;

/// <summary>A folder of pieces with a catalogue of its own: a station for cups.</summary>
public sealed class OwnCatalogueTests : IDisposable
{
    private static readonly string[] Splits = ["train", "calibrate", "held"];

    private readonly string _directory = Directory.CreateTempSubdirectory("cups-").FullName;

    private string Catalogue => Path.Combine(_directory, PieceCatalogue.FileName);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Its_classes_are_those_of_the_photos()
    {
        Fill("paper_cup", "cup/plastic", "cup_from_above", "other", "carton_intact", "nothing");

        var set = PhotoSet.Load(_directory);

        Assert.Equal(Catalogue, set.Catalogue.Name);
        Assert.Equal(["cup", "cup/paper", "cup/plastic", "other"], set.Photos.Select(static photo => photo.Class).Order(StringComparer.Ordinal));
        Assert.Empty(set.MissingClasses);
        Assert.All(set.Catalogue.Kinds, kind => Assert.Equal(kind, set.Draw(kind, 3).Kind));

        // What a cup that is seen from above is made of is not known; it is drawn as the first kind of cup.
        var drawn = Enumerable.Range(0, 40).Select(seed => set.Draw(set.Catalogue["cup/paper"], seed)).ToArray();
        Assert.Equal(["cup", "cup/paper"], drawn.Select(static item => item.Class).Distinct().Order(StringComparer.Ordinal));
        Assert.All(drawn, static item => Assert.InRange(item.MassGrams, 13, 25));
    }

    [Fact]
    public void Folders_may_be_named_by_label_or_by_path()
    {
        File.WriteAllText(Catalogue, Catalogues.Cups);
        Save("paper_cup/a.png");
        Save("cup/plastic/b.png");
        Save("cup/c.png");

        var set = PhotoSet.Load(_directory);

        Assert.Equal(["cup", "cup/paper", "cup/plastic"], set.Photos.Select(static photo => photo.Class).Order(StringComparer.Ordinal));
        Assert.Equal(["other"], set.MissingClasses);
    }

    [Fact]
    public void Its_visitors_bring_its_kinds()
    {
        Fill("cup/paper", "cup/plastic", "other");
        var photos = PhotoSet.Load(_directory);
        var options = new VisitOptions { OverweightShare = 0.5, SwapsShare = 0.3 };
        var plan = VisitPlan.Create(5, 400, options, new PhotoPieces(new CataloguePieces(5, photos.Catalogue, options.LightestGrams), photos));
        var visits = Enumerable.Range(0, 400).Select(index => plan[index]).ToArray();

        Assert.Equal(
            [("cup/paper", 200), ("cup/plastic", 100), ("other", 100)],
            visits.CountBy(static visit => visit.Placed.Item.Class).OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => (pair.Key, pair.Value)));
        var full = visits.Where(static visit => visit.Contents.Value > 0).ToArray();
        Assert.InRange(full.Length, 70, 130);
        Assert.All(full, static visit => Assert.Equal("cup/paper", visit.Placed.Item.Class));
        Assert.All(full, static visit => Assert.InRange(visit.Contents.Value, 100, 300));
        Assert.Contains(visits, static visit => visit.Next is { Placed.Item.Kind.IsForeign: true } && !visit.Placed.Item.Kind.IsForeign);
        Assert.All(visits, visit => Assert.StartsWith(_directory, visit.Placed.Item.Photo!.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_scenes_are_labelled_with_its_paths()
    {
        Fill("cup/paper", "cup/plastic", "other");
        var output = Directory.CreateDirectory(Path.Combine(_directory, "scenes")).FullName;
        const int from = SceneSeeds.TrainingStart;

        new SceneExport(new SceneOptions { Width = 160, Height = 120 }, _directory).Write(output, from, from + 80, null, TestContext.Current.CancellationToken);

        var lines = File.ReadAllLines(Path.Combine(output, SceneExport.TableName));
        Assert.Equal("file\treference\tclass\tseed\tplatform_seed\tleft\ttop\tright\tbottom\tsub_type\tname\tsplit", lines[0]);
        var classes = lines.Skip(1).CountBy(static line => line.Split('\t')[2]).ToDictionary(StringComparer.Ordinal);
        Assert.Equal(["cup/paper", "cup/plastic", "nothing", "other"], classes.Keys.Order(StringComparer.Ordinal));
        Assert.All(classes.Values, static count => Assert.InRange(count, 10, 32));
    }

    [Fact]
    public void The_pieces_that_ship_complete_only_classes_that_both_have()
    {
        File.WriteAllText(Catalogue, Catalogues.Cups.Replace("\"class\": \"other\"", "\"class\": \"not_packaging\"", StringComparison.Ordinal));
        Save("cup/paper/a.png");

        var set = PhotoSet.Load(_directory).CompletedBy(ShippedPieces.Load());

        Assert.Equal(["cup/plastic"], set.MissingClasses);
        Assert.Equal(set.Catalogue["not_packaging"], set.Draw(set.Catalogue["not_packaging"], 1).Kind);
        Assert.InRange(set.Draw(set.Catalogue["not_packaging"], 1).MassGrams, 80, 90);
    }

    [Fact]
    public void A_fault_of_it_is_refused_with_file_and_field()
    {
        Fill("cup/paper", "cup/plastic", "other");
        File.WriteAllText(Catalogue, Catalogues.Cups.Replace("\"parts\": 2", "\"parts\": -2", StringComparison.Ordinal));

        var expected = $"{Catalogue}: kinds[0].parts is '-2'; 1 to 1000 are expected.";
        Assert.Equal(expected, Assert.Throws<PhotoSetException>(() => PhotoSet.Load(_directory)).Message);
        Assert.Equal(expected, Assert.Throws<PhotoSetException>(() => new SceneExport(new SceneOptions(), _directory)).Message);
    }

    [Fact]
    public void A_folder_in_its_place_is_refused()
    {
        Fill("cup/paper");
        File.Delete(Catalogue);
        Directory.CreateDirectory(Catalogue);

        var error = Assert.Throws<PhotoSetException>(() => PhotoSet.Load(_directory));
        Assert.Equal($"{Catalogue}: the catalogue cannot be read: it is a folder, not a file.", error.Message);
    }

    [Fact]
    public void A_kind_that_no_station_would_count_is_refused()
    {
        var light = Catalogues.Read(Catalogues.Cups.Replace("[13, 25]", "[3, 11]", StringComparison.Ordinal));
        var mostlyLight = Catalogues.Read(Catalogues.Cups.Replace("[13, 25]", "[0.1, 12.001]", StringComparison.Ordinal));

        var error = Assert.Throws<PhotoSetException>(() => new CataloguePieces(1, light, 12));
        Assert.Equal("test.json: pieces of the class cup/paper are too light: visitors bring nothing below 12 g, which a station does not count.", error.Message);
        var pieces = new CataloguePieces(1, mostlyLight, 12);
        Assert.Throws<PhotoSetException>(() => Enumerable.Range(0, 40).Select(pieces.Piece).ToArray());
    }

    /// <summary>A catalogue of cups and one piece of each class a split.</summary>
    private void Fill(params string[] classes)
    {
        File.WriteAllText(Catalogue, Catalogues.Cups);
        List<string> lines = ["file\tclass\tsplit\twidth_mm\theight_mm"];
        foreach (var (split, index) in Splits.SelectMany(split => classes.Select((_, index) => (split, index))))
        {
            Save($"{index}_{split}.png");
            lines.Add($"{index}_{split}.png\t{classes[index]}\t{split}\t120\t100");
        }

        File.WriteAllLines(Path.Combine(_directory, "MANIFEST.tsv"), lines);
    }

    private void Save(string name)
    {
        var path = Path.Combine(_directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(24, 20);
        bitmap.Erase(SKColors.White);
        using var file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
    }
}
