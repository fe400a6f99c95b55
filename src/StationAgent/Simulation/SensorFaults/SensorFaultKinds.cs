using System.Collections.Immutable;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>The kinds of sensor faults by their names on the command line.</summary>
internal static class SensorFaultKinds
{
    /// <summary>Every kind with its name, in the order of the summary.</summary>
    public static ImmutableArray<(string Name, SensorFaultKind Kind)> Names { get; } =
    [
        ("gaps", SensorFaultKind.Gaps),
        ("late-camera", SensorFaultKind.LateCamera),
        ("negative-rest", SensorFaultKind.NegativeRest),
        ("coarse-step", SensorFaultKind.CoarseStep),
        ("stuck-converter", SensorFaultKind.StuckConverter),
        ("gusts", SensorFaultKind.Gusts),
        ("swaps", SensorFaultKind.Swaps),
    ];

    /// <summary>Every kind.</summary>
    public static ImmutableArray<SensorFaultKind> All { get; } = [.. Names.Select(known => known.Kind)];

    /// <summary>The name of a kind.</summary>
    public static string NameOf(SensorFaultKind kind) => Names.First(known => known.Kind == kind).Name;

    /// <summary>The names of all kinds.</summary>
    public static string List => string.Join(", ", Names.Select(static known => known.Name));

    /// <summary>Reads a list of kinds.</summary>
    /// <returns>False when there is none, or when one of them is not known.</returns>
    public static bool TryParse(string list, out ImmutableArray<SensorFaultKind> kinds)
    {
        var parts = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        kinds = [.. Names.Where(known => parts.Contains(known.Name, StringComparer.Ordinal)).Select(static known => known.Kind)];
        return parts.Length > 0 && Array.TrueForAll(parts, static part => Names.Any(known => known.Name == part));
    }
}
