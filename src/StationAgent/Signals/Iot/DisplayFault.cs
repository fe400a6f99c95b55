namespace StationAgent.Signals.Iot;

/// <summary>Says what to look at when a display on I²C fails.</summary>
internal static class DisplayFault
{
    /// <summary>The failure with its remedy.</summary>
    public static IOException Of(Exception failure) =>
        new($"the display does not answer: {failure.Message} Look at its wires, its power and its address ('i2cdetect -y BUS').", failure);
}
