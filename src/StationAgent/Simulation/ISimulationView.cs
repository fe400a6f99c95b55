using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Simulation;

/// <summary>Shows a simulation to the person who started it. Calls come from several threads and must return at once; a view implements what it shows.</summary>
internal interface ISimulationView
{
    /// <summary>A visitor lays a piece on the platform.</summary>
    void OnPresented(PresentedPiece piece)
    {
    }

    /// <summary>A sensor begins to fail.</summary>
    /// <param name="what">What goes wrong, in plain words.</param>
    void OnSensorFault(string what)
    {
    }

    /// <summary>The scale was read.</summary>
    void OnLoad(TimeSpan at, Grams load)
    {
    }

    /// <summary>The station shows another state.</summary>
    void OnStatus(StationStatus status)
    {
    }

    /// <summary>A piece was judged and its event is stored (or could not be).</summary>
    void OnJudged(DropOffRecord record)
    {
    }

    /// <summary>The agent has lost its broker, or has it back.</summary>
    void OnLink(bool joined)
    {
    }

    /// <summary>The subscriber received an event it had not seen before.</summary>
    /// <param name="received">The event.</param>
    /// <param name="json">The payload as it arrived.</param>
    void OnReceived(ReceivedEvent received, string json)
    {
    }

    /// <summary>Station time has moved on.</summary>
    /// <param name="at">Virtual time since the start.</param>
    /// <param name="queued">Events in the outbox that are not delivered.</param>
    void OnProgress(TimeSpan at, long queued)
    {
    }
}
