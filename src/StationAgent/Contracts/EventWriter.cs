using System.Text.Json;
using StationAgent.Clock;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Contracts;

/// <summary>Makes the bytes of an event. The same arguments always give the same bytes; the bytes of a stored event are never made again.</summary>
internal static class EventWriter
{
    /// <summary>The largest event that may be stored, in bytes.</summary>
    public const int MaximumBytes = 64 * 1024;

    /// <summary>Writes one event.</summary>
    /// <typeparam name="TData">The data of the kind.</typeparam>
    /// <param name="kind">Its type.</param>
    /// <param name="id">The identifier that the store has assigned to it.</param>
    /// <param name="identity">The device that publishes it.</param>
    /// <param name="clock">The clocks at the commit.</param>
    /// <param name="happenedAt">When it happened, as time since boot.</param>
    /// <param name="data">Its data.</param>
    /// <returns>UTF-8 JSON without indentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public static byte[] Write<TData>(
        EventKind<TData> kind, EventId id, DeviceIdentity identity, ClockFacts clock, TimeSpan happenedAt, TData data) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new CloudEvent<TData>
            {
                SpecVersion = "1.0",
                Id = id.ToString(),
                Source = identity.Source,
                Type = kind.Type,
                Time = clock.WallAt(happenedAt),
                DataContentType = "application/json",
                DataSchema = kind.Schema,
                StoreEpoch = id.StoreEpoch,
                Sequence = id.SequenceText,
                RecordedTime = clock.Wall,
                Data = data,
            },
            kind.Json);

    /// <summary>Writes a drop-off; it happened when the piece was presented.</summary>
    public static byte[] DropOff(EventId id, DeviceIdentity identity, ClockFacts clock, TimeSpan presentedAt, DropOffData data) =>
        Write(EventKinds.DropOff, id, identity, clock, presentedAt, data);

    /// <summary>Writes an amendment.</summary>
    public static byte[] Amendment(EventId id, DeviceIdentity identity, ClockFacts clock, AmendmentData data) =>
        Write(EventKinds.Amendment, id, identity, clock, clock.SinceBoot, data);

    /// <summary>Writes a grade.</summary>
    public static byte[] Grade(EventId id, DeviceIdentity identity, ClockFacts clock, GradeData data) =>
        Write(EventKinds.Grade, id, identity, clock, clock.SinceBoot, data);

    /// <summary>Writes that maintenance has started or ended.</summary>
    public static byte[] Maintenance(EventId id, DeviceIdentity identity, ClockFacts clock, TimeSpan at, MaintenanceData data) =>
        Write(EventKinds.Maintenance, id, identity, clock, at, data);

    /// <summary>Writes an alarm.</summary>
    public static byte[] Alarm(EventId id, DeviceIdentity identity, ClockFacts clock, AlarmData data) =>
        Write(EventKinds.Alarm, id, identity, clock, clock.SinceBoot, data);

    /// <summary>Writes a gap.</summary>
    public static byte[] Gap(EventId id, DeviceIdentity identity, ClockFacts clock, GapData data) =>
        Write(EventKinds.Gap, id, identity, clock, clock.SinceBoot, data);

    /// <summary>Writes a correction of the clock.</summary>
    public static byte[] Clock(EventId id, DeviceIdentity identity, ClockFacts clock, ClockCorrectionData data) =>
        Write(EventKinds.Clock, id, identity, clock, clock.SinceBoot, data);
}
