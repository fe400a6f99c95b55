using System.CommandLine;
using StationAgent.Benchmarks.Idle;
using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.Vision;
using StationAgent.Cli;
using StationAgent.Hosting;

namespace StationAgent.Benchmarks.Verbs;

/// <summary>
/// <c>idle</c>: what the whole service costs while nobody is there, in real time; the floor is the two sensors with readings that nobody
/// wants, the peer a loop that decodes and classifies 15 pictures a
/// second.
/// </summary>
internal static class IdleVerb
{
    private const double MostPercent = 0.5;
    private const double MostAllocations = 10;

    /// <summary>No object is smaller, so that bytes by this is more allocations than there were.</summary>
    private const double SmallestObject = 24;

    public static Command Create()
    {
        var seconds = NumberOption.Create("--seconds", "How long each side is measured", 20, 1, 3_600);
        var command = new Command("idle", "The service at rest: scale at 40 Hz, camera at 10 pictures a second, broker connected.") { seconds };
        command.SetAction((parsed, cancellationToken) => RunAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(TimeSpan measured, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("station-idle-");
        try
        {
            using var recogniser = ModelOption.Load(new FileInfo(ModelOption.ShippedManifest));
            using var vision = BareVision.Load(ModelOption.ShippedManifest);
            var scenes = BenchmarkScenes.Render();
            var idle = await IdleStation.RunAsync(recogniser, scenes.Reference.Jpeg, directory.FullName, measured, cancellationToken);
            var bare = await BareSensors.RunAsync(scenes.Reference.Jpeg, measured, cancellationToken);
            var naive = await NaiveLoop.RunAsync(vision, scenes.Large.Jpeg, measured, cancellationToken);
            var bytesPerSample = await SampleAllocations.MeasureAsync(cancellationToken);
            new Report("idle", $"{measured.TotalSeconds:0} s, scale at 40 Hz, camera at 10/s")
                .Figure("percentOfCore", idle.Percent, 3)
                .Figure("floorPercentOfCore", bare, 3)
                .Figure("naivePercentOfCore", naive, 2)
                .Figure("ratio", idle.Percent / naive, 4)
                .Figure("samples", idle.Samples)
                .Figure("frames", idle.Frames)
                .Figure("kibAllocatedPerSecondWithoutFrames", idle.OtherBytes / idle.Expense.Seconds / 1024, 1)
                .Figure("bytesPerSample", bytesPerSample, 1)
                .AtMost("percent of a core", idle.Percent, MostPercent)
                .AtMost("allocations a sample, from above: bytes ÷ 24", bytesPerSample / SmallestObject, MostAllocations)
                .Print();
            return ExitCodes.Success;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
