using System.Globalization;
using System.Security.Cryptography;

namespace StationAgent.Scale;

/// <summary>Names the scale that a kept zero belongs to: with another name the zero is not taken over.</summary>
internal static class ZeroOwner
{
    private const int HashLength = 16;

    /// <summary>Driver, where the scale is, and which calibration it has: a scale that was calibrated anew has a new zero.</summary>
    /// <returns>One line.</returns>
    public static string Of(ScaleOptions scale) => scale.Driver switch
    {
        ScaleDriver.MtSics or ScaleDriver.Continuous => $"{scale.Driver} {scale.Line.Port}",
        ScaleDriver.Hx711Iio => $"{scale.Driver} {scale.Device} {Calibration(scale)}",
        ScaleDriver.Hx711Gpio => string.Create(
            CultureInfo.InvariantCulture, $"{scale.Driver} {scale.GpioChip} {scale.DataPin} {scale.ClockPin} {Calibration(scale)}"),
        _ => scale.Driver.ToString(),
    };

    private static string Calibration(ScaleOptions scale)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(scale.Calibration ?? "")))[..HashLength];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What is wrong with the file is told when the scale is opened.
            return "uncalibrated";
        }
    }
}
