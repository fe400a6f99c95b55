using System.Collections.Concurrent;
using StationAgent.DropOff;
using StationAgent.Sensors;
using StationAgent.Weighing;

namespace StationAgent.Tests.Station.Maintenance;

/// <summary>A station that keeps the signals that it is sent.</summary>
internal sealed class RecordingStation : IStation
{
    public ConcurrentQueue<StationSignal> Signals { get; } = [];

    public DropOffState State { get; set; } = new DropOffState.Ready(new StationMemory());

    public IEnumerable<MaintenanceStep> Steps => Signals.OfType<StationSignal.MaintenanceChanged>().Select(static signal => signal.Step);

    public ValueTask PostAsync(StationSignal signal, CancellationToken cancellationToken)
    {
        Signals.Enqueue(signal);
        return ValueTask.CompletedTask;
    }
}
