using StationAgent.Contracts;
using StationAgent.Simulation;

namespace StationAgent.Cli.Live;

/// <summary>A simulation as JSON lines: each CloudEvent as the subscriber received it, and nothing else.</summary>
internal sealed class JsonView(TextWriter output) : ISimulationView
{
    /// <inheritdoc/>
    public void OnReceived(ReceivedEvent received, string json) => output.WriteLine(json);
}
