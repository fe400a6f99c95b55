namespace StationAgent.Gpio;

/// <summary>The limits of the numbers of GPIO chips and lines.</summary>
internal static class GpioLimits
{
    /// <summary>The highest number of a chip; boards with many expanders have a few dozen.</summary>
    public const int HighestChip = 255;

    /// <summary>The highest number of a line; the largest chips in use have a few hundred.</summary>
    public const int HighestLine = 511;
}
