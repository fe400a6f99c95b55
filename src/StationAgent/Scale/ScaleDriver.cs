using StationAgent.Configuration;
using StationAgent.Gpio;
using StationAgent.Scale.LoadCell;

namespace StationAgent.Scale;

/// <summary>A kind of scale that the agent can read: one line of <see cref="ScaleDrivers.All"/>.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Prepare">
/// Makes what opens the scale, again after each loss; what is expensive is made once. It is called with options that <see cref="Check"/> passed.
/// </param>
/// <param name="Remedy">What a person can do when the scale gives nothing.</param>
internal sealed record ScaleDriver(string Name, Func<ScaleOptions, ScaleServices, Func<IScale>> Prepare, string Remedy)
{
    /// <summary>What of section <c>Scale</c> does not suit this driver.</summary>
    public Func<ScaleOptions, IEnumerable<KeyFault>> Check { get; init; } = static _ => [];

    /// <summary>Where the scale is and how it is calibrated, in one line: a kept zero is only used again for the same scale.</summary>
    public Func<ScaleOptions, string> Place { get; init; } = static _ => "";

    /// <summary>The GPIO lines it uses.</summary>
    public Func<ScaleOptions, IEnumerable<GpioLine>> Lines { get; init; } = static _ => [];

    /// <summary>Opens the bare load cell of a driver that gives counts, which weigh nothing without a calibration; null for one that gives grams.</summary>
    public Func<ScaleOptions, TimeProvider, ILoadCell>? OpenCell { get; init; }

    /// <summary>True when <c>Scale:RateHz</c> sets its rate; a scale that streams has a rate of its own.</summary>
    public bool HasSetRate { get; init; } = true;

    /// <summary>True when there is no device behind it.</summary>
    public bool IsSimulated { get; init; }
}
