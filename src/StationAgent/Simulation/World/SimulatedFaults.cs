using System.Collections.Immutable;
using System.Globalization;

namespace StationAgent.Simulation.World;

/// <summary>Faults by a script: each lasts from one time of the simulation to another.</summary>
internal sealed class SimulatedFaults
{
    private readonly ImmutableArray<Entry> _entries;

    private SimulatedFaults(ImmutableArray<Entry> entries) => _entries = entries;

    /// <summary>Nothing goes wrong.</summary>
    public static SimulatedFaults None { get; } = new([]);

    /// <summary>The script's names of the faults.</summary>
    public static ImmutableArray<(string Name, SimulatedFault Fault)> Names { get; } =
    [
        ("scale-silent", SimulatedFault.ScaleSilent),
        ("scale-unplugged", SimulatedFault.ScaleUnplugged),
        ("camera-stalled", SimulatedFault.CameraStalled),
        ("camera-unplugged", SimulatedFault.CameraUnplugged),
        ("camera-black", SimulatedFault.CameraBlack),
        ("camera-garbage", SimulatedFault.CameraGarbage),
        ("camera-oversized", SimulatedFault.CameraOversized),
    ];

    /// <summary>Reads a script such as <c>scale-silent@60..90, camera-black@100..120</c>: names with seconds since the start.</summary>
    /// <exception cref="FormatException">A part is not of that form; the message names it and what would be right.</exception>
    public static SimulatedFaults Parse(string script)
    {
        var parts = script.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0 ? None : new SimulatedFaults([.. parts.Select(ParseEntry)]);
    }

    /// <summary>The same script with one fault more.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="from">From when.</param>
    /// <param name="to">Until before when.</param>
    public SimulatedFaults With(SimulatedFault fault, TimeSpan from, TimeSpan to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        return new SimulatedFaults(_entries.Add(new Entry(fault, from, to)));
    }

    /// <summary>The fault of the scale at a time, or null. Of several, the first in the script.</summary>
    public SimulatedFault? OfScale(TimeSpan at) => Find(at, ofScale: true);

    /// <summary>The fault of the camera at a time, or null. Of several, the first in the script.</summary>
    public SimulatedFault? OfCamera(TimeSpan at) => Find(at, ofScale: false);

    private static Entry ParseEntry(string part)
    {
        var at = part.IndexOf('@', StringComparison.Ordinal);
        var dots = part.IndexOf("..", StringComparison.Ordinal);
        if (at < 0 || dots < at
            || !TryParseSeconds(part[(at + 1)..dots], out var from)
            || !TryParseSeconds(part[(dots + 2)..], out var to)
            || to <= from)
        {
            throw new FormatException($"'{part}' is not a fault: use a name, '@' and a range of seconds, for example scale-silent@60..90");
        }

        var name = part[..at].Trim();
        foreach (var known in Names)
        {
            if (string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return new Entry(known.Fault, from, to);
            }
        }

        var right = string.Join(", ", Names.Select(known => known.Name));
        throw new FormatException($"'{name}' is not a fault of a simulated sensor: use one of {right}");
    }

    private static bool TryParseSeconds(string text, out TimeSpan time)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        var isNumber = double.TryParse(text, Plain, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= TimeSpan.FromDays(3650).TotalSeconds;
        time = isNumber ? TimeSpan.FromSeconds(seconds) : default;
        return isNumber;
    }

    private SimulatedFault? Find(TimeSpan at, bool ofScale)
    {
        foreach (var entry in _entries)
        {
            if (entry.IsOfScale == ofScale && entry.From <= at && at < entry.To)
            {
                return entry.Fault;
            }
        }

        return null;
    }

    private readonly record struct Entry(SimulatedFault Fault, TimeSpan From, TimeSpan To)
    {
        public bool IsOfScale => Fault is SimulatedFault.ScaleSilent or SimulatedFault.ScaleUnplugged;
    }
}
