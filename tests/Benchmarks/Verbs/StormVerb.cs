using System.CommandLine;
using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.Storm;
using StationAgent.Hosting;

namespace StationAgent.Benchmarks.Verbs;

/// <summary>
/// <c>storm</c>: many stations that connect to one broker at once, in simulated time, with the product's own schedule; the peer tries again every
/// five seconds, as comparable agents do.
/// </summary>
internal static class StormVerb
{
    private const int MostPerSecond = 7_000;
    private static readonly TimeSpan PeerWait = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var stations = NumberOption.Create("--stations", "How many stations", 100_000, 1, 1_000_000);
        var perSecond = NumberOption.Create("--connects", "Connections that the broker takes in a second", 500, 1, 1_000_000);
        var outage = NumberOption.Create("--outage", "Seconds for which the broker is away; 0: the stations' power comes back instead", 1800, 0, 1_000_000);
        var spread = NumberOption.Create("--spread", "Seconds over which each station's attempts are spread", 30, 0, 3_600);
        var seed = NumberOption.Create("--seed", "Seed of the jitter", 1, 0, int.MaxValue);
        var command = new Command("storm", "Simulated stations that all connect at once.") { stations, perSecond, outage, spread, seed };
        command.SetAction(parsed =>
        {
            Run(
                parsed.GetValue(stations),
                parsed.GetValue(perSecond),
                TimeSpan.FromSeconds(parsed.GetValue(outage)),
                TimeSpan.FromSeconds(parsed.GetValue(spread)),
                parsed.GetValue(seed));
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Run(int stations, int perSecond, TimeSpan outage, TimeSpan spread, int seed)
    {
        var ours = Outcome(new ReconnectStorm(stations, spread, fixedWait: null, seed), perSecond, outage);
        var peer = Outcome(new ReconnectStorm(stations, spread, PeerWait, seed), perSecond, outage);
        var what = outage > TimeSpan.Zero ? $"broker back after {outage.TotalSeconds:0} s" : "power back everywhere";
        new Report("storm", $"{stations} stations, {perSecond} connects/s, spread {spread.TotalSeconds:0} s, {what}")
            .Figure("peakPerSecond", ours.PeakPerSecond)
            .Figure("seconds99", ours.AlmostAll.TotalSeconds, 0)
            .Figure("secondsAll", ours.All.TotalSeconds, 0)
            .Figure("attempts", ours.Attempts)
            .Figure("peerPeakPerSecond", peer.PeakPerSecond)
            .Figure("peerSeconds99", peer.AlmostAll.TotalSeconds, 0)
            .Figure("peerAttempts", peer.Attempts)
            .AtMost("attempts in the worst second", ours.PeakPerSecond, MostPerSecond)
            .Print();
    }

    private static StormOutcome Outcome(ReconnectStorm storm, int perSecond, TimeSpan outage) =>
        outage > TimeSpan.Zero ? storm.BrokerReturns(outage, perSecond) : storm.PowerReturns(perSecond);
}
