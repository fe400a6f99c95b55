using System.Globalization;
using CsCheck;
using StationAgent.Scale.LoadCell;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class CalibrationFileTests : IDisposable
{
    private static readonly int[] Masses = [0, 500, 1_000];

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-").FullName;

    private string File => Path.Combine(_folder, "calibration.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read_back()
    {
        var calibration = Good();
        CalibrationFile.Save(File, calibration);
        var read = CalibrationFile.Load(File, 128);
        Assert.Equal(calibration with { Points = read.Points }, read);
        Assert.Equal(calibration.Points, read.Points);
        // It is written by root and read by the service's own user.
        Assert.True(OperatingSystem.IsWindows() || System.IO.File.GetUnixFileMode(File).HasFlag(UnixFileMode.OtherRead));
    }

    [Fact]
    public void The_calibration_before_is_kept_and_nothing_else_is_left_lying()
    {
        CalibrationFile.Save(File, Good(countsPerGram: 400));
        CalibrationFile.Save(File, Good(countsPerGram: 401));
        Assert.Equal(400, CalibrationFile.Load(CalibrationFile.BackupOf(File), 128).CountsPerGram);
        Assert.Equal(401, CalibrationFile.Load(File, 128).CountsPerGram);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void A_folder_that_is_not_there_leaves_nothing()
    {
        Assert.Throws<DirectoryNotFoundException>(() => CalibrationFile.Save(Path.Combine(_folder, "nowhere", "calibration.json"), Good()));
    }

    [Fact]
    public void A_missing_file_says_that_the_cell_is_not_calibrated() => Refused("scale calibrate", File);

    [Fact]
    public void A_gain_that_it_was_not_measured_with_is_refused()
    {
        CalibrationFile.Save(File, Good());
        var failure = Assert.Throws<CalibrationException>(() => CalibrationFile.Load(File, 64));
        Assert.Contains("gain is 128 and Scale:Gain is 64", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "version is 2")]
    [InlineData("\"countsPerGram\": 400", "\"countsPerGram\": -400", "countsPerGram is -400")]
    [InlineData("\"countsPerGram\": 400", "\"countsPerGram\": 409", "changed or damaged")]
    [InlineData("\"zeroCounts\": 250000", "\"zeroCounts\": 251000", "changed or damaged")]
    [InlineData("\"countsPerGram\": 400", "\"countsPerGram\": \"400\"", "countsPerGram")]
    [InlineData("\"countsPerGram\": 400", "\"countPerGram\": 400", "countPerGram")]
    [InlineData("\"countsPerGram\": 400,", "", "countsPerGram")]
    [InlineData("\"driver\"", "\"driver", "not a complete calibration")]
    public void What_is_wrong_is_said_with_file_and_key(string before, string after, string named)
    {
        Write(text => text.Replace(before, after, StringComparison.Ordinal));
        Refused(named, File);
    }

    [Fact]
    public void No_broken_file_is_taken_or_throws_anything_else()
    {
        CalibrationFile.Save(File, Good());
        var whole = System.IO.File.ReadAllBytes(File);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample(
            (position, value, length) =>
            {
                var bytes = whole.ToArray();
                bytes[position] = value;
                System.IO.File.WriteAllBytes(File, bytes.AsSpan(0, length).ToArray());
                try
                {
                    // A date or a figure for people may have changed; what it weighs has not.
                    var read = CalibrationFile.Load(File, 128);
                    Assert.Equal(1_000, read.Line.MassOf(250_000 + 400_000).Value, 0.06);
                }
                catch (CalibrationException failure)
                {
                    Assert.Contains(File, failure.Message, StringComparison.Ordinal);
                }
            },
            iter: 2_000,
            threads: 1);
    }

    private static Calibration Good(double countsPerGram = 400) => new()
    {
        Version = Calibration.CurrentVersion,
        Date = DateTimeOffset.Parse("2026-05-04T08:00:00Z", CultureInfo.InvariantCulture),
        Driver = "hx711_iio",
        Gain = 128,
        ZeroCounts = 250_000,
        CountsPerGram = countsPerGram,
        Points = [.. Masses.Select(grams => new MeasuredMass
        {
            Grams = grams, Counts = 250_000 + (grams * countsPerGram), SpreadCounts = 25, ResidualGrams = 0,
        })],
        LargestResidualGrams = 0,
        RepeatabilityGrams = 0,
        NoiseGrams = 0.06,
    };

    private void Write(Func<string, string> change)
    {
        CalibrationFile.Save(File, Good());
        var text = System.IO.File.ReadAllText(File);
        var changed = change(text);
        Assert.NotEqual(text, changed);
        System.IO.File.WriteAllText(File, changed);
    }

    private void Refused(params string[] named)
    {
        var failure = Assert.Throws<CalibrationException>(() => CalibrationFile.Load(File, 128));
        foreach (var name in named)
        {
            Assert.Contains(name, failure.Message, StringComparison.Ordinal);
        }
    }
}
