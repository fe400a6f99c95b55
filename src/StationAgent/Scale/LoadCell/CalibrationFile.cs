using System.Globalization;
using System.Text;
using System.Text.Json;
using StationAgent.Failures;
using StationAgent.Vision.Capture;
using StationAgent.Weighing;

namespace StationAgent.Scale.LoadCell;

/// <summary>Reads and writes calibration files.</summary>
internal static class CalibrationFile
{
    /// <summary>A calibration file has a few kilobytes; a larger file is not one.</summary>
    private const int MaximumBytes = 1 << 20;

    /// <summary>How far the line in the file may differ from the line through its points, in grams: rounding of the written figures explains no more.</summary>
    private const double Rounding = 0.05;

    /// <summary>The name under which the previous file is kept.</summary>
    public static string BackupOf(string path) => path + ".bak";

    /// <summary>Reads a calibration and checks that it is consistent.</summary>
    /// <param name="path">The file.</param>
    /// <param name="gain">The gain it will be used with.</param>
    /// <exception cref="CalibrationException">It is missing, damaged, or measured with another gain.</exception>
    public static Calibration Load(string path, int gain)
    {
        var calibration = Read(path);
        return Problem(calibration, gain) is { } problem ? throw new CalibrationException($"The calibration '{path}' cannot be used: {problem}.") : calibration;
    }

    /// <summary>
    /// Writes a calibration so that a power cut leaves the old file or the new one, never a part of one. What was there is kept as
    /// <see cref="BackupOf"/>.
    /// </summary>
    /// <exception cref="IOException">It cannot be written; the old file is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write it.</exception>
    public static void Save(string path, Calibration calibration)
    {
        if (File.Exists(path))
        {
            DurableFile.Write(BackupOf(path), File.ReadAllBytes(path));
        }

        DurableFile.Write(path, [.. JsonSerializer.SerializeToUtf8Bytes(calibration, CalibrationJson.Default.Calibration), (byte)'\n']);
    }

    /// <summary>Reads a calibration without checking that it is consistent.</summary>
    /// <exception cref="CalibrationException">It is missing or damaged.</exception>
    public static Calibration Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaximumBytes)
            {
                throw new CalibrationException($"'{path}' has {stream.Length} bytes; a calibration has a few kilobytes.");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Parse(bytes, path);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CalibrationException(
                $"Scale:Calibration '{path}' does not exist: the load cell is not calibrated yet; run 'station-agent scale calibrate'.", failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new CalibrationException(
                Directory.Exists(path)
                    ? $"The calibration '{path}' is a folder, not a file."
                    : $"The calibration '{path}' cannot be read: this user ({Environment.UserName}) has no permission; a person runs commands as the service's user, with sudo -u station-agent.",
                failure);
        }
        catch (IOException failure)
        {
            throw new CalibrationException($"The calibration '{path}' cannot be read: {FailureText.Of(failure)}", failure);
        }
    }

    private static Calibration Parse(ReadOnlySpan<byte> utf8, string path)
    {
        utf8 = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        try
        {
            return JsonSerializer.Deserialize(utf8, CalibrationJson.Default.Calibration)
                ?? throw new CalibrationException($"'{path}' is not a calibration: it contains only null.");
        }
        catch (JsonException failure)
        {
            var problem = JsonProblem.Of(utf8, CalibrationJson.Default.Calibration, failure);
            throw new CalibrationException($"'{path}' is not a complete calibration: it {problem}. Calibrate again, or restore '{BackupOf(path)}'.", failure);
        }
    }

    private static string? Problem(Calibration calibration, int gain)
    {
        if (calibration.Version != Calibration.CurrentVersion)
        {
            return $"version is {calibration.Version}; this program reads version {Calibration.CurrentVersion}";
        }

        if (calibration.Gain != gain)
        {
            return $"gain is {calibration.Gain} and Scale:Gain is {gain}; calibrate again with the new gain, or set the old gain";
        }

        foreach (var (key, value) in ((string, double)[])[("zeroCounts", calibration.ZeroCounts), ("countsPerGram", calibration.CountsPerGram)])
        {
            if (!double.IsFinite(value))
            {
                return $"{key} is not a number";
            }
        }

        if (calibration.CountsPerGram <= 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"countsPerGram is {calibration.CountsPerGram}; it must be above 0");
        }

        if (calibration.Points.Any(static point => point is null))
        {
            return "points contains a null";
        }

        // The line is fitted again, because a digit that was changed by hand or by a failing card would give wrong masses for years.
        var fit = CalibrationFit.Of(
            [.. calibration.Points.Select(static point => new CalibrationPoint(new Grams(point.Grams), point.Counts, point.SpreadCounts))],
            noiseLimit: double.PositiveInfinity);
        if (fit.Line is not { } line || fit.Problems.Length > 0)
        {
            return "its points cannot be used: " + fit.Problems[0];
        }

        return DiffersAt(0) ?? DiffersAt(calibration.Points.Max(static point => point.Grams));

        string? DiffersAt(double grams)
        {
            var reading = calibration.ZeroCounts + (grams * calibration.CountsPerGram);
            var difference = line.MassOf(reading).Value - grams;
            return Math.Abs(difference) <= Rounding
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"zeroCounts and countsPerGram do not match its points ({difference:+0.0;-0.0} g at {grams:0} g): the file was changed or damaged");
        }
    }
}
