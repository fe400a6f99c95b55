using System.Globalization;
using SkiaSharp;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using Xunit;

namespace StationAgent.Tests.Simulation.Scenes;

public sealed class SceneExportTests : IDisposable
{
    private const int Start = SceneSeeds.TrainingStart;

    private static readonly string[] Classes = ["carton_intact", "carton_damaged", "plastic_film", "paper_envelope", "not_packaging"];

    private static readonly string[] Sides = ["left", "top", "right", "bottom"];

    private static readonly SceneOptions Small = new() { Width = 320, Height = 180 };

    private readonly string _directory = Directory.CreateTempSubdirectory("scenes-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(SceneSeeds.SimulatorEnd - 1)]
    [InlineData(Start - 1)]
    public void Seeds_of_the_simulator_are_refused(int from) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Write(from, from + 1));

    [Fact]
    public void An_empty_range_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Write(Start, Start));

    [Fact]
    public void Each_seed_has_a_row_a_frame_and_a_reference()
    {
        Assert.Equal(14, Write(Start, Start + 14));

        var rows = Rows();
        Assert.Equal(14, rows.Count);
        foreach (var row in rows)
        {
            var (frame, reference) = (Read(row["file"]), Read(row["reference"]));
            var box = Sides.Select(side => int.Parse(row[side], CultureInfo.InvariantCulture)).ToArray();
            Assert.True(int.Parse(row["platform_seed"], CultureInfo.InvariantCulture) >= Start);
            // The pieces that ship are in split held on every platform.
            Assert.Equal("held", row["split"]);
            if (row["class"] == "empty")
            {
                Assert.All(box, side => Assert.Equal(0, side));
                continue;
            }

            Assert.NotNull(PieceCatalogue.Shipped[row["class"]]);
            Assert.InRange(box[0], 0, box[2] - 1);
            Assert.InRange(box[1], 0, box[3] - 1);
            var inside = reference.DifferenceFrom(frame, (x, y) => x >= box[0] && x < box[2] && y >= box[1] && y < box[3]);
            Assert.True(inside > 3, $"{row["name"]} of seed {row["seed"]}: {inside}");
        }
    }

    [Fact]
    public void An_export_that_stopped_goes_on_where_it_was()
    {
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => new SceneExport(Small).Write(
            _directory, Start, Start + 6,
            written =>
            {
                if (written == 2)
                {
                    stop.Cancel();
                }
            },
            stop.Token));
        // Killed in the middle of a row.
        File.AppendAllText(Path.Combine(_directory, SceneExport.TableName), $"{Start + 2}.jpg\t");

        Assert.Equal(4, Write(Start, Start + 6));
        Assert.Equal(Enumerable.Range(Start, 6), Rows().Select(row => int.Parse(row["seed"], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_seeds_of_simulator_and_training_never_meet()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SceneSeeds.RequireSimulator(Start));
        Assert.Throws<ArgumentOutOfRangeException>(() => SceneSeeds.RequireTraining(SceneSeeds.SimulatorEnd - 1));
        foreach (var number in (long[])[0, -1, long.MaxValue, long.MinValue, 123_456_789_012])
        {
            Assert.Equal(SceneSeeds.ForSimulator(number), SceneSeeds.RequireSimulator(SceneSeeds.ForSimulator(number)));
        }
    }

    [Fact]
    public void Pieces_of_a_folder_lie_on_the_platforms_of_their_split()
    {
        var pieces = Pieces("train", "calibrate", "held");

        new SceneExport(Small, pieces).Write(_directory, Start, Start + 160, null, TestContext.Current.CancellationToken);

        var rows = Rows();
        Assert.Equal(["calibrate", "held", "train"], rows.Select(row => row["split"]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(rows.GroupBy(row => row["platform_seed"], StringComparer.Ordinal), setup => Assert.Single(setup.Select(row => row["split"]).Distinct()));
        Assert.All(rows.Where(row => row["class"] == "packaging/plastic_film"), row => Assert.Equal($"plastic film {row["split"]}", row["name"]));
        Assert.Contains(rows, row => row["class"] == "empty");
        var film = rows.First(row => row["class"] == "packaging/plastic_film");
        var box = Sides.Select(side => int.Parse(film[side], CultureInfo.InvariantCulture)).ToArray();
        var middle = Read(film["file"]).At((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
        Assert.True(middle.Red > middle.Green + 60 && middle.Blue > middle.Green + 60, middle.ToString());
    }

    [Fact]
    public void A_table_with_other_columns_is_not_continued()
    {
        var table = Path.Combine(_directory, SceneExport.TableName);
        File.WriteAllText(table, "file\treference\tmaterial\n");

        var error = Assert.Throws<InvalidDataException>(() => Write(Start, Start + 1));

        Assert.Contains($"{SceneExport.TableName} line 1", error.Message, StringComparison.Ordinal);
        Assert.Equal("file\treference\tmaterial\n", File.ReadAllText(table));
    }

    [Fact]
    public void A_folder_without_pieces_of_a_split_is_refused()
    {
        var error = Assert.Throws<PhotoSetException>(() => new SceneExport(Small, Pieces("train", "held")));
        Assert.Contains("'calibrate'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_without_pieces_of_a_class_is_refused()
    {
        var pieces = Pieces("train", "calibrate", "held");
        var manifest = Path.Combine(pieces, "MANIFEST.tsv");
        File.WriteAllLines(manifest, File.ReadAllLines(manifest).Where(static line => !line.Contains("paper_envelope\tcalibrate", StringComparison.Ordinal)));

        var error = Assert.Throws<PhotoSetException>(() => new SceneExport(Small, pieces));

        Assert.Contains("'calibrate'", error.Message, StringComparison.Ordinal);
        Assert.Contains("paper_envelope", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A folder with one magenta piece of each class a split.</summary>
    private string Pieces(params string[] splits)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_directory, "pieces")).FullName;
        using var bitmap = new SKBitmap(40, 20);
        bitmap.Erase(new SKColor(255, 0, 255));
        List<string> lines = ["file\tclass\tsplit\twidth_mm\theight_mm"];
        foreach (var (split, name) in splits.SelectMany(static split => Classes.Select(name => (split, name))))
        {
            using var file = File.Create(Path.Combine(folder, $"{name}_{split}.png"));
            bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
            lines.Add($"{name}_{split}.png\t{name}\t{split}\t240\t120");
        }

        File.WriteAllLines(Path.Combine(folder, "MANIFEST.tsv"), lines);
        return folder;
    }

    private int Write(int from, int to) => new SceneExport(Small).Write(_directory, from, to, null, TestContext.Current.CancellationToken);

    private List<Dictionary<string, string>> Rows()
    {
        var lines = File.ReadAllLines(Path.Combine(_directory, SceneExport.TableName));
        Assert.Equal(SceneExport.Header, lines[0]);
        var header = lines[0].Split('\t');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split('\t')).ToDictionary(pair => pair.First, pair => pair.Second,
            StringComparer.Ordinal))];
    }

    private Picture Read(string file) => Picture.Decode(File.ReadAllBytes(Path.Combine(_directory, file)));
}
