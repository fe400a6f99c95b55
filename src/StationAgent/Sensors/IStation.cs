using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Sensors;

/// <summary>The station as its sensors see it.</summary>
internal interface IStation
{
    /// <summary>The state of the machine after its newest step.</summary>
    DropOffState State { get; }

    /// <summary>Hands a signal to the station; waits while the queue is full.</summary>
    ValueTask PostAsync(StationSignal signal, CancellationToken cancellationToken);
}
