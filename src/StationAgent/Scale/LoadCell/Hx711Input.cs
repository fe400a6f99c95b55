using System.Globalization;

namespace StationAgent.Scale.LoadCell;

/// <summary>Which input of an HX711 is converted, and how much it is amplified. The value is the gain.</summary>
internal enum Hx711Input
{
    /// <summary>Channel B, gain 32.</summary>
    B32 = 32,

    /// <summary>Channel A, gain 64.</summary>
    A64 = 64,

    /// <summary>Channel A, gain 128: where a load cell belongs.</summary>
    A128 = 128,
}

/// <summary>Properties that follow from the input.</summary>
internal static class Hx711Inputs
{
    /// <summary>The clock pulses after the 24 of a reading that choose the input of the next conversion (datasheet, table 3).</summary>
    public static int Pulses(this Hx711Input input) => input switch
    {
        Hx711Input.A128 => 1,
        Hx711Input.B32 => 2,
        _ => 3,
    };

    /// <summary>The kernel's number of the channel.</summary>
    public static string IioChannel(this Hx711Input input) => input == Hx711Input.B32 ? "in_voltage1" : "in_voltage0";

    /// <summary>The gain for messages.</summary>
    public static string Gain(this Hx711Input input) => ((int)input).ToString(CultureInfo.InvariantCulture);
}
