namespace StationAgent.Gpio;

/// <summary>What can be a number of a GPIO chip or line.</summary>
internal static class GpioLimits
{
    /// <summary>The highest number of a chip; boards with many expanders have some dozens.</summary>
    public const int HighestChip = 255;

    /// <summary>The highest number of a line; the largest chips in use have some hundred.</summary>
    public const int HighestLine = 511;
}
