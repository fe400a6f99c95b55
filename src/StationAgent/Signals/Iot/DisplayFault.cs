namespace StationAgent.Signals.Iot;

/// <summary>Adds a remedy to the failure of a display on I²C.</summary>
internal static class DisplayFault
{
    /// <summary>The failure with its remedy.</summary>
    public static IOException Of(Exception failure) =>
        new($"the display does not answer: {failure.Message} Check its wires, its power and its address ('i2cdetect -y BUS').", failure);
}
