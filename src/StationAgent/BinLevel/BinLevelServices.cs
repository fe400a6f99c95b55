using Microsoft.Extensions.Logging;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.BinLevel;

/// <summary>What a bin watch may need in addition to its options.</summary>
/// <param name="Outbox">Keeps what has to survive a restart.</param>
/// <param name="Alarms">Stores alarms.</param>
/// <param name="Time">Station time.</param>
/// <param name="Logger">For the watch.</param>
internal sealed record BinLevelServices(Outbox Outbox, AlarmLimiter Alarms, TimeProvider Time, ILogger<IBinWatch> Logger);
