using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using StationAgent.Camera.Calibrating;
using StationAgent.Cli.Arguments;
using StationAgent.Cli.Output;
using StationAgent.Clock;
using StationAgent.Hosting;
using StationAgent.Vision.Geometry;
using StationAgent.Vision.Imaging;

namespace StationAgent.Cli.Cameras;

/// <summary><c>camera calibrate</c>: finds a sheet of known size and writes what maps pixels to mm.</summary>
internal static class CameraCalibrateCommand
{
    private static readonly ValueKind<SheetSize> Sheets = new("a4, a3, letter, or two sides in mm such as 300x200", SheetText.TryParse);

    public static Command Create()
    {
        var config = ConfigOption.Create();
        var sheet = new ValueOption<SheetSize>("--sheet", Sheets) { Description = "The size of the sheet: a4, a3, letter, or its sides in mm such as 300x200. Default: a4.", HelpName = "SIZE" };
        var pictures = new ListOption<FileInfo>("--pictures", PathKinds.File) { Description = "Pictures of the sheet (JPEG or PNG) instead of those of the configured camera." };
        var output = new ValueOption<FileInfo>("--out", PathKinds.NewFile) { Description = "The calibration file. Default: Camera:CalibrationFile." };
        var json = new Option<bool>("--json") { Description = "Print the result as one JSON object." };
        var command = new Command("calibrate", "Find out how many mm a pixel is, with a sheet of white paper in the middle of the platform. Do it again after the camera was moved.")
        {
            config, sheet, pictures, output, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var size = parsed.GetValue(sheet) is { LengthMm: > 0 } named ? named : SheetSize.A4;
            var file = parsed.GetValue(output)?.FullName;
            List<(string Name, ReadOnlyMemory<byte> File)> taken;
            if (parsed.GetValue(pictures) is { Length: > 0 } files)
            {
                taken = SheetPictures.Read(files);
            }
            else
            {
                var options = ConfigOption.Load(parsed.GetValue(config)).Options;
                file ??= options.Camera.CalibrationFile ?? throw new UsageException("name the file to write with --out, or set Camera:CalibrationFile.");
                ErrorOutput.WriteLine("Lay the sheet flat into the middle of the empty platform, take your hands away and press Enter.");
                await Console.In.ReadLineAsync(cancellationToken);
                taken = await SheetPictures.TakeAsync(options, BootTimeProvider.Instance, cancellationToken);
            }

            var (calibration, document) = Measure(taken, size);
            if (file is not null)
            {
                CameraCalibrationFile.Save(file, document);
            }

            Write(calibration, document, taken.Count, file, parsed.GetValue(json));
            return ExitCodes.Success;
        });
        return command;
    }

    private static (CameraCalibration Calibration, CameraCalibrationDocument Document) Measure(List<(string Name, ReadOnlyMemory<byte> File)> pictures, SheetSize size)
    {
        var found = pictures.ConvertAll(picture => Find(picture.Name, picture.File, size));
        var calibration = SheetPlane.Calibrate(found, size)
            ?? throw new StartException("refused: the sheet is not in the same place in all pictures: fix the camera, and do not touch the sheet. Nothing was written.");
        return (calibration, new CameraCalibrationDocument
        {
            Format = CameraCalibrationDocument.CurrentFormat,
            Date = BootTimeProvider.Instance.GetUtcNow(),
            Width = calibration.Width,
            Height = calibration.Height,
            SheetMm = [size.LengthMm, size.WidthMm],
            Homography = calibration.ToPlatform.Values,
            Region = [calibration.Region.Left, calibration.Region.Top, calibration.Region.Width, calibration.Region.Height],
            DistanceMm = calibration.DistanceMm,
            TiltDegrees = calibration.TiltDegrees,
            ResidualPixels = found.Average(static sheet => sheet.ResidualPixels),
        });
    }

    private static FoundSheet Find(string name, ReadOnlyMemory<byte> file, SheetSize size)
    {
        try
        {
            var found = SheetFinder.Find(file, size);
            return found.Problem == SheetProblem.None ? found : throw new StartException($"{name}: refused: {SheetText.Of(found.Problem, size)}. Nothing was written.");
        }
        catch (FrameDecodeException failure)
        {
            throw new StartException($"{name}: {failure.Message} Nothing was written.", failure);
        }
    }

    private static void Write(CameraCalibration calibration, CameraCalibrationDocument document, int pictures, string? file, bool json)
    {
        var (width, height) = (calibration.Width, calibration.Height);
        var middle = calibration.ToPlatform.ScaleAt(new PlanePoint(width / 2.0, height / 2.0));
        double[] corners = [.. ((PlanePoint[])[new(0, 0), new(width, 0), new(width, height), new(0, height)]).Select(calibration.ToPlatform.ScaleAt)];
        if (json)
        {
            var figures = new CalibrationFigures(
                file,
                width,
                height,
                pictures,
                Math.Round(calibration.TiltDegrees, 1),
                Math.Round(calibration.DistanceMm),
                Math.Round(middle, 4),
                [.. corners.Select(static corner => Math.Round(corner, 4))],
                Math.Round(document.ResidualPixels, 2));
            Console.Out.WriteLine(JsonSerializer.Serialize(figures, CalibrationFiguresJson.Default.CalibrationFigures));
            return;
        }

        Console.Out.WriteLine(Text($"The sheet of {document.SheetMm[0]:0.#} x {document.SheetMm[1]:0.#} mm was found in {pictures} of {pictures} pictures ({width}x{height})."));
        Console.Out.WriteLine(Text($"Tilt: {calibration.TiltDegrees:0.0}°. Distance of the camera: about {calibration.DistanceMm / 1000:0.0} m."));
        Console.Out.WriteLine(Text($"A pixel is {middle:0.00} mm in the middle of the picture and {corners.Min():0.00} to {corners.Max():0.00} mm at its corners."));
        Console.Out.WriteLine(Text($"The edges of the sheet are straight to {document.ResidualPixels:0.00} pixels."));
        Console.Out.WriteLine(file is null ? "Nothing was written: name a file with --out." : $"Written to {file}.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
