using System.Text.Json.Serialization;
using StationAgent.Contracts;

namespace StationAgent.Cli.Doctor;

/// <summary>Everything that <c>doctor</c> found, as <c>--json</c> prints it.</summary>
/// <param name="Version">Version and commit of the program.</param>
/// <param name="At">When, by the device's clock.</param>
/// <param name="Station">Name of the station.</param>
/// <param name="Device">Name of the device.</param>
/// <param name="ServiceRuns">Whether the service was running on the data folder; null when this user may not find out.</param>
/// <param name="Worst">The worst of all results.</param>
/// <param name="Results">The results, in the order of the areas.</param>
internal sealed record DoctorReport(
    string Version,
    DateTimeOffset At,
    string Station,
    string Device,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] bool? ServiceRuns,
    [property: JsonConverter(typeof(SnakeCaseEnum<CheckState>))] CheckState Worst,
    IReadOnlyList<CheckResult> Results)
{
    /// <summary>The worst state of some results; <see cref="CheckState.Ok"/> when there are no results, and when all were skipped.</summary>
    public static CheckState WorstOf(IEnumerable<CheckResult> results) =>
        results.Select(static one => one.State).Where(static state => state != CheckState.Skipped).DefaultIfEmpty(CheckState.Ok).Max();
}
