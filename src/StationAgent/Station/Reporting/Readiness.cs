using System.Globalization;
using StationAgent.DropOff;
using StationAgent.Weighing;
using static StationAgent.DropOff.DropOffState;

namespace StationAgent.Station.Reporting;

/// <summary>
/// Finds what keeps a station from being ready while nobody uses it. Every state that may last has an answer here, so that no station is out of service or busy without
/// a cause that can be read.
/// </summary>
internal static class Readiness
{
    /// <summary>A start, a restart of a sensor, and a person who takes a piece away need less.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A piece may be left lying for longer before a person should be asked to look.</summary>
    public static readonly TimeSpan OccupiedPatience = TimeSpan.FromMinutes(15);

    /// <summary>What nobody has put down since the start, and what no scale can weigh, is no piece that waits to be taken away.</summary>
    public static readonly TimeSpan ForeignPatience = TimeSpan.FromSeconds(50);

    /// <summary>Finds the cause.</summary>
    /// <param name="state">The state of the station.</param>
    /// <param name="waited">For how long it has not been ready.</param>
    /// <param name="told">The failed parts whose cause is already reported.</param>
    /// <param name="unrest">Why the load does not rest; null while it rests, or when too few samples came.</param>
    /// <param name="limits">When a load counts as settled.</param>
    /// <param name="stableTimeout">How long a load may take to settle.</param>
    /// <returns>Null while the station is ready or in use, and when the cause is reported already.</returns>
    public static NotReady? CauseOf(
        DropOffState state, TimeSpan waited, FaultSet told, LoadUnrest? unrest, StabiliserOptions limits, TimeSpan stableTimeout) => state switch
        {
            BelowZero { IsTold: true } below => BelowZeroOf(below),
            _ when waited < Patience => null,
            OutOfService s => Untold(s, told),
            Occupied { Memory.Load: PlatformLoad.Resting or PlatformLoad.Overloaded } s => waited < PatienceWith(s) ? null : Left(s, waited),
            Occupied => Restless(unrest, limits, stableTimeout),
            ComingToRest { Memory.Load: PlatformLoad.Resting } => new NotReady(
                StationFault.Camera,
                "picture_restless",
                "the picture of the bin does not come to rest: look for something that moves or flickers in the view, such as a loose bag, a screen or a lamp"),
            ComingToRest => Restless(unrest, limits, stableTimeout),
            ClearingView { Memory.Load: PlatformLoad.Resting } => new NotReady(
                StationFault.Camera,
                "view_not_clear",
                "the tray is empty, but its picture is not that of the empty tray and does not rest: look for something that moves, or was put down in the view"),
            ClearingView => Restless(unrest, limits, stableTimeout),

            // A piece is handled here: each of these ends by its own deadline.
            Ready or Settling or Examining or Committing or Watching or Amending or BelowZero => null,
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "has no answer"),
        };

    private static NotReady BelowZeroOf(BelowZero below)
    {
        var load = below.Memory.Load is PlatformLoad.Resting rest ? -rest.Weight.Mass.Value : 0;
        return new NotReady(
            StationFault.Scale,
            "platform_below_zero",
            string.Create(CultureInfo.InvariantCulture, $"the scale rests {load:0} g below zero, and nothing weighs less than an empty platform: clear the platform and put it on ")
            + "straight, then set the scale to zero (its ZERO or TARE key, or `station-agent scale calibrate` for a load cell)");
    }

    private static NotReady? Untold(OutOfService state, FaultSet told)
    {
        var faults = state.Memory.Faults;
        return (IsUntold(StationFault.Scale), IsUntold(StationFault.Camera)) switch
        {
            (true, _) => new NotReady(
                StationFault.Scale, "scale_not_ready", "the scale has not delivered a usable reading since the start: run `station-agent doctor --only scale`"),
            (_, true) => new NotReady(
                StationFault.Camera,
                "camera_not_ready",
                "the camera has not shown the platform at rest since the start: no two pictures a second apart are alike, because something moves, the light flickers "
                + "or the picture is noisy. Clear the view, light the platform steadily, and run `station-agent doctor --only camera`"),
            _ => null,
        };

        bool IsUntold(StationFault fault) => faults.Has(fault) && !told.Has(fault);
    }

    private static TimeSpan PatienceWith(Occupied state) =>
        state.Memory.Load is PlatformLoad.Overloaded || state.Memory.LastNumber == 0 ? ForeignPatience : OccupiedPatience;

    private static NotReady Left(Occupied state, TimeSpan waited)
    {
        var load = state.Memory.Load is PlatformLoad.Resting rest
            ? string.Create(CultureInfo.InvariantCulture, $"{rest.Weight.Mass.Value:0} g have")
            : "more than the scale can weigh has";
        return new NotReady(
            StationFault.Scale,
            "platform_occupied",
            string.Create(CultureInfo.InvariantCulture, $"{load} been on the platform for {Duration(waited)}, so nothing can be dropped off: clear it; if it is empty, set the scale to zero"));
    }

    private static string Duration(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min");

    private static NotReady Restless(LoadUnrest? unrest, StabiliserOptions limits, TimeSpan stableTimeout)
    {
        const string Cause = "scale_restless";
        if (unrest is not { } why)
        {
            return new NotReady(
                StationFault.Scale, Cause, "the scale's readings pause again and again, so its load never counts as settled: check its cable and its output mode (continuous)");
        }

        if (why.RepeatedFor > TimeSpan.Zero)
        {
            return new NotReady(
                StationFault.Scale,
                Cause,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the scale has repeated one reading for {why.RepeatedFor.TotalSeconds:0} s, although its readings varied before, so it does not show the present: switch off its ")
                + "hold function, check its cable, and disconnect it from power for a moment");
        }

        if (why.Pace * Stabiliser.FewestReadings > stableTimeout)
        {
            return new NotReady(
                StationFault.Scale,
                Cause,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the scale delivers a reading only every {why.Pace.TotalSeconds:0.0} s, which is too slow: set it to at least 2 readings a second (10 is better)"));
        }

        if (why.DisplayStep.Value > limits.DeviationGrams && why.Deviation.Value <= why.DisplayStep.Value)
        {
            return new NotReady(
                StationFault.Scale,
                Cause,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the scale's readings jump by its display step of {why.DisplayStep.Value:0.#} g, which is too coarse: set its step to 2 g or finer"));
        }

        return new NotReady(
            StationFault.Scale,
            Cause,
            string.Create(
                CultureInfo.InvariantCulture,
                $"the load on the scale does not rest: its readings vary by {why.Deviation.Value:0.0} g (limit {limits.DeviationGrams:0.0} g) with a trend of {why.Trend.Value:0.0} g. Keep ")
            + "draughts, vibration and mains hum away, check that nothing touches the platform, and that the scale sends one kind of weight (gross or net)");
    }
}
