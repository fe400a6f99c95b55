namespace StationAgent.Signals;

/// <summary>Section <c>Signals</c>: lamps and buzzer.</summary>
internal sealed class SignalOptions
{
    /// <summary>Which ones.</summary>
    public SignalDriver Driver { get; set; } = SignalDriver.None;

    /// <summary>Driver <c>gpio</c>: number of the chip, as in <c>/dev/gpiochip0</c>.</summary>
    public int GpioChip { get; set; }

    /// <summary>Driver <c>gpio</c>: true when a low level switches on, as with many relay boards.</summary>
    public bool ActiveLow { get; set; }

    /// <summary>How long an outcome is shown; by default as long as a piece may be taken back.</summary>
    public TimeSpan OutcomeFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Driver <c>gpio</c>: the lines.</summary>
    public SignalPinOptions Pins { get; } = new();
}
