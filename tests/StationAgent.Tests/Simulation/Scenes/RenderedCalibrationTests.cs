using SkiaSharp;
using StationAgent.Cli;
using StationAgent.DropOff.Grading;
using StationAgent.DropOff.Rules;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Vision;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Decisions;
using StationAgent.Vision.Geometry;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Simulation.Scenes;

/// <summary>Cameras of rendered platforms, calibrated on a rendered sheet as a person does it.</summary>
public sealed class RenderedCalibrationTests : IDisposable
{
    private const int Setups = 20;

    private static readonly SceneOptions Pictures = new();

    private readonly WhiteSheets _sheets = new();
    private readonly SceneRenderer _renderer = new(Pictures);

    public void Dispose()
    {
        _sheets.Dispose();
        _renderer.Dispose();
    }

    [Fact]
    public void A_calibration_on_a_sheet_gives_the_size_of_flat_pieces_within_five_per_cent()
    {
        using var recogniser = PieceRecogniser.Load(ModelOption.ShippedManifest);
        var errors = new List<double>();
        var outside = 0;
        for (var seed = 0; seed < Setups; seed++)
        {
            var random = SceneRandom.For(seed, "test of sheets");
            var sheet = Find(seed, Lay(297, 210, random, 40, 90));
            Assert.Equal(SheetProblem.None, sheet.Problem);
            recogniser.UseCalibration(SheetPlane.Calibrate([sheet], SheetSize.A4));
            foreach (var (length, width, turn) in ((double, double, double)[])[(297, 210, 90), (460, 360, 10), (210, 148, 90), (150, 105, 90)])
            {
                var seen = Measure(recogniser, seed, Lay(length, width, random, 25, turn, WhiteSheets.Brown)).Extent;
                Assert.True(seen is not null, $"platform {seed}: {length} x {width} was not measured");
                var (off, across) = (Math.Abs(seen.Value.LengthMm - length), Math.Abs(seen.Value.WidthMm - width));
                errors.AddRange(off / length, across / width);
                outside += off > seen.Value.UncertaintyMm ? 1 : 0;
                outside += across > seen.Value.UncertaintyMm ? 1 : 0;
            }
        }

        Write($"{errors.Count} sides: mean error {errors.Average():P2}, worst {errors.Max():P2}; {outside} outside the uncertainty");
        Assert.True(errors.Max() <= 0.05, $"the worst is {errors.Max():P2}");
        Assert.True(outside <= 0.05 * errors.Count, $"{outside} of {errors.Count} sides are outside the uncertainty");
    }

    [Fact]
    public void What_is_measured_on_a_sheet_is_what_the_camera_is()
    {
        for (var seed = 0; seed < Setups; seed++)
        {
            var truth = SceneCamera.Draw(seed, Pictures.Width, Pictures.Height).Calibration(Pictures.Width, Pictures.Height);
            var measured = SheetPlane.Calibrate([Find(seed, Lay(297, 210, SceneRandom.For(seed, "test of sheets"), 40, 90))], SheetSize.A4)!;
            var (from, to) = (new PlanePoint(400, 200), new PlanePoint(900, 500));

            Assert.Equal(1, Between(measured) / Between(truth), 0.01);
            Assert.Equal(truth.TiltDegrees, measured.TiltDegrees, 3.0);
            Assert.Equal(1, measured.DistanceMm / truth.DistanceMm, 0.15);

            double Between(CameraCalibration one) => one.ToPlatform.Map(from).DistanceTo(one.ToPlatform.Map(to));
        }
    }

    [Fact]
    public void What_cannot_be_used_is_refused_by_name()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var sheet = new PlacedItem(_sheets.Rectangle(297, 210, WhiteSheets.White), 0, 0, 8);
            var box = _sheets.Rectangle(200, 260, WhiteSheets.Brown);

            Assert.Equal(SheetProblem.None, Find(seed, sheet).Problem);
            Assert.NotEqual(SheetProblem.None, Find(seed, sheet, new PlacedItem(box, 150, 0, 8)).Problem);
            Assert.NotEqual(SheetProblem.None, Find(seed, sheet, new PlacedItem(box, 120, 120, 30)).Problem);
            Assert.NotEqual(SheetProblem.None, Find(seed).Problem);
            Assert.NotEqual(SheetProblem.None, Find(seed, sheet with { X = 620 }).Problem);
            Assert.Equal(SheetProblem.WrongShape, Find(seed, new PlacedItem(_sheets.Rectangle(230, 210, WhiteSheets.White), 0, 0, 8)).Problem);
            Assert.Equal(
                SheetProblem.Several,
                Find(seed, sheet with { X = -160, RotationDegrees = 80 }, sheet with { X = 150, RotationDegrees = 95 }).Problem);
        }
    }

    [Fact]
    public void The_form_of_pieces_of_known_size_is_right_or_unknown()
    {
        using var recogniser = PieceRecogniser.Load(ModelOption.ShippedManifest);
        var photos = ShippedPieces.Load();
        var kinds = photos.Catalogue.Kinds.Where(static kind => DefaultSizes.Table.HasSizes(kind.Class)).ToArray();
        var (right, unknown, measured, all) = (0, 0, 0, 0);
        var wrong = new List<string>();
        for (var seed = 0; seed < 100; seed++)
        {
            // Five pieces share a platform, which saves most of the drawing.
            var platform = seed / 5;
            recogniser.UseCalibration(SceneCamera.Draw(platform, Pictures.Width, Pictures.Height).Calibration(Pictures.Width, Pictures.Height));
            var random = SceneRandom.For(seed, "test of forms");
            var kind = kinds[seed % kinds.Length];
            var item = kind.Draw(seed);

            // The picture is drawn so large that it covers the area of the piece that is weighed.
            var drawn = photos.Draw(kind, seed).Photo!;
            var (across, down) = drawn.SizeMm!.Value;
            var scale = Math.Sqrt(item.LengthMm * item.WidthMm / (across * down * Covered(drawn.Path)));
            var photo = drawn with { SizeMm = (across * scale, down * scale) };
            var placed = new PlacedItem(item with { Photo = photo }, random.Range(-15.0, 15), random.Range(-15.0, 15), random.Range(-90.0, 90));
            var seen = Measure(recogniser, platform, placed) with { Class = recogniser.Classes.Find(kind.Class) };
            if (PieceGrader.Of(seen, new StableWeight(new Grams(item.MassGrams), new Grams(1)), DefaultClassRules.Rules, DefaultSizes.Table) is not { } grade)
            {
                all++;
                continue;
            }

            var form = item.HeightMm <= 20 ? SeenForm.Flat : SeenForm.Standing;
            all++;
            measured++;
            right += grade.Form == form ? 1 : 0;
            unknown += grade.Form == SeenForm.Unknown ? 1 : 0;
            if (grade.Form != form)
            {
                wrong.Add($"{seed} {item.Name} {item.LengthMm:0} x {item.WidthMm:0} mm {item.MassGrams:0} g: {grade.Form}, {grade.MassPerArea:0.00} kg/m², {grade.Extent.LengthMm:0} x {grade.Extent.WidthMm:0} mm");
            }
        }

        Write($"{right} right of {measured} measured, {unknown} unknown, {all} in all");
        Write(string.Join(Environment.NewLine, wrong));

        // A piece that is not seen whole, or that looks much like the platform, is not measured.
        Assert.Equal(measured, right + unknown);
        Assert.True(right >= 0.98 * measured, $"{right} of {measured}: {string.Join(Environment.NewLine, wrong)}");
        Assert.True(measured >= 0.9 * all, $"only {measured} of {all} were measured");
    }

    private static double Covered(string path)
    {
        using var bitmap = SKBitmap.Decode(path);
        var solid = 0;
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
            {
                solid += bitmap.GetPixel(x, y).Alpha >= 128 ? 1 : 0;
            }
        }

        return solid / (double)(bitmap.Width * bitmap.Height);
    }

    private static void Write(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);

    private PlacedItem Lay(double length, double width, SceneRandom random, double spread, double turn, SKColor? colour = null) => new(
        _sheets.Rectangle(length, width, colour ?? WhiteSheets.White), random.Range(-spread, spread), random.Range(-spread, spread), random.Range(-turn, turn));

    private FoundSheet Find(int platform, params PlacedItem[] items) =>
        SheetFinder.Find(_renderer.RenderJpeg(new Scene(platform, [.. items], null, 1)), SheetSize.A4);

    private Recognition Measure(PieceRecogniser recogniser, int platform, PlacedItem item)
    {
        var reference = _renderer.RenderJpeg(Scene.Empty(platform, 2) with { ExposureStops = 0.03 });
        var frame = _renderer.RenderJpeg(new Scene(platform, [item], null, 3));
        return recogniser.Recognise(new Frame(reference, TimeSpan.Zero, 1), [new Frame(frame, TimeSpan.FromSeconds(1), 2)]);
    }
}
