using System.Globalization;
using System.Text.Json;
using StationAgent.Weighing;

namespace StationAgent.Scale.LoadCell;

/// <summary>Reads and writes calibration files.</summary>
internal static class CalibrationFile
{
    /// <summary>A file has some kilobytes; more is none.</summary>
    private const int MaximumBytes = 1 << 20;

    /// <summary>How far the line may be from the points beside it, in grams: what rounding of the written figures explains.</summary>
    private const double Rounding = 0.05;

    /// <summary>What the file that was there before is called.</summary>
    public static string BackupOf(string path) => path + ".bak";

    /// <summary>Reads a calibration and checks that it holds together.</summary>
    /// <param name="path">The file.</param>
    /// <param name="gain">The gain it is to be used with.</param>
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
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Save(string path, Calibration calibration)
    {
        if (File.Exists(path))
        {
            DurableFile.Write(BackupOf(path), File.ReadAllBytes(path));
        }

        DurableFile.Write(path, [.. JsonSerializer.SerializeToUtf8Bytes(calibration, CalibrationJson.Default.Calibration), (byte)'\n']);
    }

    private static Calibration Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaximumBytes)
            {
                throw new CalibrationException($"'{path}' has {stream.Length} bytes; a calibration has some kilobytes.");
            }

            return JsonSerializer.Deserialize(stream, CalibrationJson.Default.Calibration)
                ?? throw new CalibrationException($"'{path}' is no calibration: it holds only null.");
        }
        catch (JsonException failure)
        {
            var place = failure.Path is null or "$" ? "" : $"key {failure.Path.TrimStart('$', '.')}, ";
            var line = failure.LineNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"line {number + 1}: ") : "";
            throw new CalibrationException(
                $"'{path}' is no whole calibration: {place}{line}{WithoutPlace(failure.Message)} Calibrate again, or put '{BackupOf(path)}' back.", failure);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CalibrationException(
                $"Scale:Calibration '{path}' is not there: the load cell is not calibrated yet; run 'station-agent scale calibrate'.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CalibrationException($"The calibration '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    // .NET ends its messages with the place, which stands before them here.
    private static string WithoutPlace(string message) => message.Split(" Path: ", 2)[0].Split(" LineNumber: ", 2)[0];

    private static string? Problem(Calibration calibration, int gain)
    {
        if (calibration.Version != Calibration.CurrentVersion)
        {
            return $"version is {calibration.Version}; this program reads version {Calibration.CurrentVersion}";
        }

        if (calibration.Gain != gain)
        {
            return $"gain is {calibration.Gain} and Scale:Gain is {gain}; calibrate again with the new gain, or set the old one";
        }

        foreach (var (key, value) in ((string, double)[])[("zeroCounts", calibration.ZeroCounts), ("countsPerGram", calibration.CountsPerGram)])
        {
            if (!double.IsFinite(value))
            {
                return $"{key} is no number";
            }
        }

        if (calibration.CountsPerGram <= 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"countsPerGram is {calibration.CountsPerGram}; it must be over 0");
        }

        if (calibration.Points.Any(static point => point is null))
        {
            return "points holds a null";
        }

        // Fitted anew, because a digit that was changed by hand or by a failing card would weigh wrongly for years.
        var fit = CalibrationFit.Of(
            [.. calibration.Points.Select(static point => new CalibrationPoint(new Grams(point.Grams), point.Counts, point.SpreadCounts))],
            noiseLimit: double.PositiveInfinity);
        if (fit.Line is not { } line || fit.Problems.Length > 0)
        {
            return "its points are refused: " + fit.Problems[0];
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
                    $"zeroCounts and countsPerGram are not what its points give ({difference:+0.0;-0.0} g at {grams:0} g): it was changed or damaged");
        }
    }
}
