using StationAgent.Configuration;
using StationAgent.Gpio;
using StationAgent.Scale.LoadCell;

namespace StationAgent.Scale;

/// <summary>A kind of scale that the agent can read: one entry of <see cref="ScaleDrivers.All"/>.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Prepare">
/// Prepares what is expensive once, and returns the function that opens the scale, also again after each loss. It is called with options that passed <see cref="Check"/>.
/// </param>
/// <param name="Remedy">What a person can do when the scale delivers nothing.</param>
internal sealed record ScaleDriver(string Name, Func<ScaleOptions, ScaleServices, Func<IScale>> Prepare, string Remedy)
{
    /// <summary>What in section <c>Scale</c> does not suit this driver.</summary>
    public Func<ScaleOptions, IEnumerable<KeyFault>> Check { get; init; } = static _ => [];

    /// <summary>Where the scale is and how it is calibrated, in one line: a saved zero is used only for the same scale.</summary>
    public Func<ScaleOptions, string> Place { get; init; } = static _ => "";

    /// <summary>The GPIO lines it uses.</summary>
    public Func<ScaleOptions, IEnumerable<GpioLine>> Lines { get; init; } = static _ => [];

    /// <summary>Opens the load cell, without its calibration, of a driver that delivers counts; null for a driver that delivers grams.</summary>
    public Func<ScaleOptions, TimeProvider, ILoadCell>? OpenCell { get; init; }

    /// <summary>True when <c>Scale:RateHz</c> sets its rate; a scale that streams has its own rate.</summary>
    public bool HasSetRate { get; init; } = true;

    /// <summary>True when there is no device behind it.</summary>
    public bool IsSimulated { get; init; }
}
