using System.CommandLine;
using StationAgent.Benchmarks.Links;
using StationAgent.Benchmarks.Reports;
using StationAgent.Hosting;

namespace StationAgent.Benchmarks.Verbs;

/// <summary><c>publish</c>: what the client library gives to anybody who publishes from memory.</summary>
internal static class PublishVerb
{
    private const int WarmUp = 500;

    public static Command Create()
    {
        var port = LinkOptions.Port();
        var window = LinkOptions.Window();
        var delay = LinkOptions.Delay();
        var count = AppendOptions.Count();
        var command = new Command("publish", "A bare publisher, QoS 1, payloads of 1 KB, a sliding window; no outbox.") { port, count, window, delay };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (number, inFlight) = (parsed.GetValue(count), parsed.GetValue(window));
            await using var link = new BrokerLink(parsed.GetValue(port), parsed.GetValue(delay));
            using var publisher = await BarePublisher.ConnectAsync(link.Port, inFlight, cancellationToken);
            await publisher.RunAsync(WarmUp, durations: null, cancellationToken);
            var durations = new Durations(number);
            var seconds = await publisher.RunAsync(number, durations, cancellationToken);
            new Report("publish", $"{number} messages, window {inFlight}{link}")
                .Figure("rate", number / seconds, 0)
                .Figure("p50Us", durations.Quantile(0.5), 0)
                .Figure("p99Us", durations.Quantile(0.99), 0)
                .Print();
            return ExitCodes.Success;
        });
        return command;
    }
}
