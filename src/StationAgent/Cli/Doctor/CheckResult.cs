using System.Text.Json.Serialization;
using StationAgent.Contracts;

namespace StationAgent.Cli.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Area">Part of the station, one of <see cref="DoctorAreas"/>.</param>
/// <param name="Check">What was checked.</param>
/// <param name="State">The result.</param>
/// <param name="Found">What was found, for a person. Holds no secret.</param>
/// <param name="Remedy">What to do; null when there is nothing to do.</param>
internal sealed record CheckResult(
    string Area,
    string Check,
    [property: JsonConverter(typeof(SnakeCaseEnum<CheckState>))] CheckState State,
    string Found,
    string? Remedy);
