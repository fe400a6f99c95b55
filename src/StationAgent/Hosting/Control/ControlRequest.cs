using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;

namespace StationAgent.Hosting.Control;

/// <summary>What a command asks of the running service.</summary>
/// <param name="Command">What to do: <see cref="Replay"/>, <see cref="GradeEvent"/> or <see cref="Maintenance"/>.</param>
/// <param name="From">Replay: first number.</param>
/// <param name="To">Replay: last number.</param>
internal sealed record ControlRequest(string Command, long From = 0, long To = 0)
{
    /// <summary>Sends a range of stored events again.</summary>
    public const string Replay = "replay";

    /// <summary>Grades a drop-off.</summary>
    public const string GradeEvent = "grade";

    /// <summary>Starts or ends maintenance.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>Grading: the id of the drop-off.</summary>
    public string? Event { get; init; }

    /// <summary>Grading: the grade.</summary>
    public Grade? Grade { get; init; }

    /// <summary>Maintenance: what staff do; null to end it.</summary>
    public MaintenanceWhy? Why { get; init; }
}
