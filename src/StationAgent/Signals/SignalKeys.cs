using StationAgent.Configuration;
using StationAgent.Gpio;

namespace StationAgent.Signals;

/// <summary>The keys of section <c>Signals</c>.</summary>
internal static class SignalKeys
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        Key.Choice("Signals:Driver", o => o.Signals.Driver, (o, v) => o.Signals.Driver = v),
        Key.Whole("Signals:GpioChip", 0, GpioLimits.Chips, o => o.Signals.GpioChip, (o, v) => o.Signals.GpioChip = (int)v),
        Key.Flag("Signals:ActiveLow", o => o.Signals.ActiveLow, (o, v) => o.Signals.ActiveLow = v),
        Key.Duration(
            "Signals:OutcomeFor", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), o => o.Signals.OutcomeFor, (o, v) => o.Signals.OutcomeFor = v),
        Pin("Ready", p => p.Ready, (p, v) => p.Ready = v),
        Pin("Busy", p => p.Busy, (p, v) => p.Busy = v),
        Pin("Occupied", p => p.Occupied, (p, v) => p.Occupied = v),
        Pin("Accepted", p => p.Accepted, (p, v) => p.Accepted = v),
        Pin("Rejected", p => p.Rejected, (p, v) => p.Rejected = v),
        Pin("OutOfService", p => p.OutOfService, (p, v) => p.OutOfService = v),
        Pin("Buzzer", p => p.Buzzer, (p, v) => p.Buzzer = v),
    ];

    private static ConfigurationKey Pin(string name, Func<SignalPinOptions, int?> get, Action<SignalPinOptions, int> set) =>
        Key.OptionalWhole($"Signals:Pins:{name}", 0, GpioLimits.Lines, o => get(o.Signals.Pins), (o, v) => set(o.Signals.Pins, v));
}
