using System.CommandLine;
using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.StationDay;
using StationAgent.Hosting;

namespace StationAgent.Benchmarks.Verbs;

/// <summary><c>station-day</c>: simulated visitors and scale through the real loop, tracker and machine; the floor is the simulation alone.</summary>
internal static class StationDayVerb
{
    private const double MostSeconds = 10;
    private const int WarmUpDropOffs = 100;

    public static Command Create()
    {
        var dropOffs = NumberOption.Create("--drop-offs", "Pieces presented", 6_000, 1, 100_000);
        var seed = NumberOption.Create("--seed", "Seed of the simulation", 1, 0, 999_999);
        var bin = new Option<bool>("--bin") { Description = "A bin instead of a tray." };
        var command = new Command("station-day", "A day of drop-offs: scale, machine and events; classification and store are stubs.") { dropOffs, seed, bin };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(dropOffs), parsed.GetValue(seed), parsed.GetValue(bin), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int dropOffs, int seed, bool bin, CancellationToken cancellationToken)
    {
        var warm = new SimulatedDay(seed, WarmUpDropOffs, bin);
        await warm.RunAsync(cancellationToken);
        warm.RunAlone(cancellationToken);

        var day = new SimulatedDay(seed, dropOffs, bin);
        var whole = await Expense.OfAsync(() => day.RunAsync(cancellationToken));
        var alone = Expense.Of(() => day.RunAlone(cancellationToken));

        var isComplete = day.DropOffEvents == dropOffs;
        new Report("station-day", $"{(bin ? "bin" : "tray")}, {dropOffs} drop-offs")
            .Figure("seconds", whole.Seconds, 3)
            .Figure("cpuSeconds", whole.CpuSeconds, 3)
            .Figure("floorSeconds", alone.Seconds, 3)
            .Figure("ratio", whole.Seconds / alone.Seconds, 2)
            .Figure("stationHours", day.StationTime.TotalHours, 2)
            .Figure("samples", day.Samples)
            .Figure("dropOffs", day.DropOffEvents)
            .Figure("events", day.Events)
            .Figure("nsPerSample", whole.Seconds * 1e9 / day.Samples, 0)
            .Figure("agentNsPerSample", (whole.Seconds - alone.Seconds) * 1e9 / day.Samples, 0)
            .Figure("bytesPerSample", (double)whole.AllocatedBytes / day.Samples, 1)
            .Figure("floorBytesPerSample", (double)alone.AllocatedBytes / day.Samples, 1)
            .AtMost("seconds for the day", whole.Seconds, MostSeconds)
            .Print();
        if (!isComplete)
        {
            await Console.Error.WriteLineAsync($"Benchmarks: {dropOffs} pieces were presented, {day.DropOffEvents} drop-off events stored");
        }

        return isComplete ? ExitCodes.Success : ExitCodes.Failure;
    }
}
