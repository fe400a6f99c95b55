using StationAgent.Contracts;
using StationAgent.Hosting;
using StationAgent.Telemetry.Probe;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>
/// Checks the way to the broker, step by step. The message that is published is one of <c>tele/metrics</c>, valid by the contract and soon stale: a false
/// event would be counted by a consumer.
/// </summary>
/// <param name="options">The configuration.</param>
/// <param name="time">For durations and dates.</param>
internal sealed class BrokerCheck(AgentOptions options, TimeProvider time) : IDoctorCheck
{
    /// <summary>Name of the figure in that message.</summary>
    public const string ProbeMetric = "doctor.probe";

    /// <inheritdoc/>
    public string Area => DoctorAreas.Broker;

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(45);

    /// <inheritdoc/>
    public async Task RunAsync(Findings findings, CancellationToken cancellationToken)
    {
        if (!options.Mqtt.Tls.Enabled)
        {
            findings.Add("encryption", BrokerJudgement.OfPlainText(options.Mqtt.Host));
        }

        var probe = new BrokerProbe(options.ToTelemetryOptions(), time);
        var message = StateWriter.Metrics(new MetricsData(time.GetUtcNow(), new Dictionary<string, double>(StringComparer.Ordinal) { [ProbeMetric] = 1 }));
        await probe.RunAsync(
            Topics.Metrics,
            message,
            finding => findings.Add(
                BrokerJudgement.NameOf(finding.Step),
                BrokerJudgement.Of(finding, Topics.Full(options.Station.Identity, Topics.Metrics), probe.ClientId, time.GetUtcNow())),
            cancellationToken);
    }
}
