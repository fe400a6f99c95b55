using System.CommandLine;
using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.ScaleDay;
using StationAgent.Hosting;
using StationAgent.Weighing;

namespace StationAgent.Benchmarks.Verbs;

/// <summary><c>scale-day</c>: how well a bad scale's day is weighed, in virtual time; no floor, the truth is the peer.</summary>
internal static class ScaleDayVerb
{
    private const double MostShare = 1;

    public static Command Create()
    {
        var dropOffs = NumberOption.Create("--drop-offs", "Pieces presented in each day", 500, 1, 2_000);
        var seed = NumberOption.Create("--seed", "Seed of the first day", 1, 0, 999_999);
        var days = NumberOption.Create("--days", "Days, each with the next seed", 5, 1, 1_000);
        var bin = new Option<bool>("--bin") { Description = "A bin instead of a tray." };
        var command = new Command("scale-day", "Days of a noisy, drifting scale: mass errors, missed pieces, phantoms.") { dropOffs, seed, days, bin };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(dropOffs), parsed.GetValue(seed), parsed.GetValue(days), parsed.GetValue(bin), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int dropOffs, int seed, int days, bool bin, CancellationToken cancellationToken)
    {
        var results = new List<ScaleDayResult>();
        var expense = await Expense.OfAsync(async () =>
        {
            for (var day = 0; day < days; day++)
            {
                var options = new ScaleDayOptions { Seed = seed + day, DropOffs = dropOffs, Platform = bin ? PlatformKind.Bin : PlatformKind.Tray };
                var result = await new BadScaleDay(options).RunAsync(cancellationToken);
                results.Add(result);
                foreach (var complaint in result.Complaints)
                {
                    await Console.Error.WriteLineAsync($"Benchmarks: seed {options.Seed}, {complaint}");
                }
            }
        });
        double[] errors = [.. results.SelectMany(static result => result.Errors)];
        var worst = results.Max(static result => result.WorstShare);
        var (missed, phantoms) = (results.Sum(static result => result.Missed), results.Sum(static result => result.Phantoms));
        new Report("scale-day", $"{(bin ? "bin" : "tray")}, {days} days from seed {seed}, {dropOffs} drop-offs each")
            .Figure("seconds", expense.Seconds, 1)
            .Figure("presented", results.Sum(static result => result.Presented))
            .Figure("weighed", errors.Length)
            .Figure("samples", results.Sum(static result => result.Samples))
            .Figure("rmsErrorGrams", Math.Sqrt(errors.Sum(static error => error * error) / errors.Length), 3)
            .Figure("meanErrorGrams", errors.Average(), 3)
            .Figure("largestErrorGrams", errors.Max(Math.Abs), 2)
            .AtMost("largest mass error ÷ (2 g or 1 %)", worst, MostShare)
            .AtMost("pieces missed", missed, 0)
            .AtMost("events without a piece", phantoms, 0)
            .Print();
        return ExitCodes.Success;
    }
}
