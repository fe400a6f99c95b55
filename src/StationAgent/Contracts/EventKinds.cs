using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;

namespace StationAgent.Contracts;

/// <summary>The event types of the contract.</summary>
internal static class EventKinds
{
    /// <summary>The prefix of every type name.</summary>
    public const string TypePrefix = "io.stationagent.";

    /// <summary>One for each presented piece.</summary>
    public static EventKind<DropOffData> DropOff { get; } = new(
        "io.stationagent.dropoff.v1", "urn:stationagent:schema:dropoff:v1", Topics.DropOff, ContractJson.Default.CloudEventDropOffData);

    /// <summary>Withdraws an earlier drop-off, or marks it as void or unsettled.</summary>
    public static EventKind<AmendmentData> Amendment { get; } = new(
        "io.stationagent.dropoff.amended.v1",
        "urn:stationagent:schema:dropoff.amended:v1",
        Topics.DropOff,
        ContractJson.Default.CloudEventAmendmentData);

    /// <summary>Staff have graded an earlier drop-off.</summary>
    public static EventKind<GradeData> Grade { get; } = new(
        "io.stationagent.dropoff.graded.v1",
        "urn:stationagent:schema:dropoff.graded:v1",
        Topics.DropOff,
        ContractJson.Default.CloudEventGradeData);

    /// <summary>Maintenance has started or ended.</summary>
    public static EventKind<MaintenanceData> Maintenance { get; } = new(
        "io.stationagent.maintenance.v1", "urn:stationagent:schema:maintenance:v1", Topics.Maintenance, ContractJson.Default.CloudEventMaintenanceData);

    /// <summary>One per cause and hour.</summary>
    public static EventKind<AlarmData> Alarm { get; } = new(
        "io.stationagent.alarm.v1", "urn:stationagent:schema:alarm:v1", Topics.Alarm, ContractJson.Default.CloudEventAlarmData);

    /// <summary>A range of sequence numbers that will not be delivered.</summary>
    public static EventKind<GapData> Gap { get; } = new(
        "io.stationagent.gap.v1", "urn:stationagent:schema:gap:v1", Topics.Gap, ContractJson.Default.CloudEventGapData);

    /// <summary>The clock was set for the first time in a boot.</summary>
    public static EventKind<ClockCorrectionData> Clock { get; } = new(
        "io.stationagent.clock.v1", "urn:stationagent:schema:clock:v1", Topics.Clock, ContractJson.Default.CloudEventClockCorrectionData);
}
