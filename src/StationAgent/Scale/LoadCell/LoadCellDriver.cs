using System.Security.Cryptography;
using StationAgent.Configuration;

namespace StationAgent.Scale.LoadCell;

/// <summary>What the drivers of load cells have in common: they deliver counts, which a calibration turns into grams.</summary>
internal static class LoadCellDriver
{
    private const int HashLength = 16;

    /// <summary>Makes a driver for a kind of load cell.</summary>
    /// <param name="name">Its name in the configuration.</param>
    /// <param name="open">Opens the bare cell; may throw <see cref="IOException"/>.</param>
    /// <param name="place">Where the cell is.</param>
    /// <param name="remedy">What a person can do when it delivers nothing.</param>
    public static ScaleDriver Of(
        string name, Func<ScaleOptions, TimeProvider, ILoadCell> open, Func<ScaleOptions, string> place, string remedy)
    {
        ILoadCell OpenWatched(ScaleOptions options, TimeProvider time) => new WatchedLoadCell(open(options, time));

        return new ScaleDriver(name, (options, services) => () => Open(options, OpenWatched, services.Time), remedy)
        {
            Check = CheckCalibration,
            Place = options => $"{place(options)} {CalibrationMark(options.Calibration)}",
            OpenCell = OpenWatched,
        };
    }

    /// <summary>Finds what is missing for a driver that delivers counts.</summary>
    public static IEnumerable<KeyFault> CheckCalibration(ScaleOptions scale)
    {
        if (scale.Calibration is null)
        {
            yield return new KeyFault(
                "Calibration", "required: a load cell delivers counts, and this file, written by 'station-agent scale calibrate', converts them to grams");
        }
    }

    private static LoadCellScale Open(ScaleOptions options, Func<ScaleOptions, TimeProvider, ILoadCell> open, TimeProvider time)
    {
        var calibration = CalibrationFile.Load(options.Calibration!, options.Gain);
        return new LoadCellScale(open(options, time), calibration.Line);
    }

    /// <summary>A scale that was calibrated again has a new zero.</summary>
    private static string CalibrationMark(string? file)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file ?? "")))[..HashLength];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What is wrong with the file is reported when the scale is opened.
            return "uncalibrated";
        }
    }
}
