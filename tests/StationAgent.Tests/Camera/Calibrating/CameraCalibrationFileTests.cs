using StationAgent.Camera;
using StationAgent.Camera.Calibrating;
using StationAgent.Vision.Geometry;
using Xunit;

namespace StationAgent.Tests.Camera.Calibrating;

public sealed class CameraCalibrationFileTests : IDisposable
{
    private static readonly CameraCalibrationDocument Document = new()
    {
        Format = CameraCalibrationDocument.CurrentFormat,
        Date = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero),
        Width = 1280,
        Height = 720,
        SheetMm = [297, 210],
        Homography = [0.9, 0.01, -570, -0.01, 0.92, -330, 0.00001, 0.0001, 1],
        Region = [100, 0, 1000, 720],
        DistanceMm = 1_300,
        TiltDegrees = 12.5,
        ResidualPixels = 0.1,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("calibration-").FullName;

    private string File => Path.Combine(_folder, "camera.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_read()
    {
        CameraCalibrationFile.Save(File, Document);

        var read = CameraCalibrationFile.Load(File);

        Assert.Equal((1280, 720, 1_300), (read.Width, read.Height, read.DistanceMm));
        Assert.Equal(Document.Homography, read.ToPlatform.Values);
        Assert.Equal(new PixelRegion(100, 0, 1000, 720), read.Region);
        Assert.Equal(["camera.json"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_is_missing_or_damaged_is_refused_by_name()
    {
        Assert.Contains("does not exist", Refused(), StringComparison.Ordinal);

        System.IO.File.WriteAllText(File, "{\"format\": 1");
        Assert.Contains("is not a complete calibration of a camera", Refused(), StringComparison.Ordinal);

        CameraCalibrationFile.Save(File, Document with { Format = 2 });
        Assert.Contains("format is 2", Refused(), StringComparison.Ordinal);

        CameraCalibrationFile.Save(File, Document with { Homography = [1, 2, 0, 2, 4, 0, 0, 0, 1] });
        Assert.Contains("homography is not an invertible matrix", Refused(), StringComparison.Ordinal);

        CameraCalibrationFile.Save(File, Document with { Region = [1, 2] });
        Assert.Contains("region has not four numbers", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_of_another_size_are_taken_when_their_sides_have_the_same_ratio()
    {
        CameraCalibrationFile.Save(File, Document);
        var camera = new CameraOptions { Driver = CameraDrivers.V4l2, CalibrationFile = File, Width = 640, Height = 360 };

        var small = ConfiguredCalibration.Load(camera)!.For(640, 360)!;

        var whole = CameraCalibrationFile.Load(File);
        Assert.True(small.ToPlatform.Map(new PlanePoint(320, 180)).DistanceTo(whole.ToPlatform.Map(new PlanePoint(640, 360))) < 1e-9);
        var refused = Assert.Throws<CameraCalibrationException>(() => ConfiguredCalibration.Load(camera with { Height = 480 }));
        Assert.Contains("was measured on pictures of 1280x720, and 640x480 has another ratio", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_there_is_no_calibration() => Assert.Null(ConfiguredCalibration.Load(new CameraOptions()));

    private string Refused() => Assert.Throws<CameraCalibrationException>(() => CameraCalibrationFile.Load(File)).Message;
}
