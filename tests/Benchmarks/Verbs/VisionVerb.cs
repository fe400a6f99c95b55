using System.CommandLine;
using System.Diagnostics;
using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.Vision;
using StationAgent.Cli;
using StationAgent.Vision;
using StationAgent.Vision.Capture;

namespace StationAgent.Benchmarks.Verbs;

/// <summary>
/// <c>vision</c>: a whole frame on one thread; the floor is one scaled decode and one bare run of the network. Frame and floor take turns, so
/// that a busy machine slows both.
/// </summary>
internal static class VisionVerb
{
    private const double MostRatio = 1.25;
    private const int MostBytes = 1024;
    private const int WarmUpFrames = 20;

    public static Command Create()
    {
        var frames = NumberOption.Create("--frames", "How often each is run", 300, 1, 1_000_000);
        var command = new Command("vision", "A 1280×720 frame: decode, difference, resize, inference.") { frames };
        command.SetAction(parsed => Run(parsed.GetValue(frames)));
        return command;
    }

    private static int Run(int count)
    {
        using var recogniser = ModelOption.Load(new FileInfo(ModelOption.ShippedManifest));
        using var floor = BareVision.Load(ModelOption.ShippedManifest);
        var scenes = BenchmarkScenes.Render();
        Time(recogniser, floor, scenes, WarmUpFrames);
        var before = Environment.WorkingSet;
        var timed = Time(recogniser, floor, scenes, count);
        var growth = Environment.WorkingSet - before;

        var (large, small, bare) = (timed.Large.Quantile(0.5), timed.Small.Quantile(0.5), timed.Floor.Quantile(0.5));
        new Report("vision", $"1280×720 frame, {count} times")
            .Figure("p50Us", large, 0)
            .Figure("p99Us", timed.Large.Quantile(0.99), 0)
            .Figure("smallPieceP50Us", small, 0)
            .Figure("floorP50Us", bare, 0)
            .Figure("floorDecodeP50Us", timed.FloorDecode.Quantile(0.5), 0)
            .Figure("ratio", large / bare, 3)
            .Figure("smallPieceRatio", small / bare, 3)
            .Figure("bytesPerFrame", (double)timed.Bytes / count, 0)
            .Figure("workingSetGrowthKiB", growth / 1024)
            .AtMost("frame ÷ (one scaled decode + one bare run)", large / bare, MostRatio)
            .AtMost("the same for a small piece, which is decoded twice", small / bare, MostRatio)
            .AtMost("bytes allocated a frame", (double)timed.Bytes / count, MostBytes)
            .Print();
        return ExitCodes.Success;
    }

    private static Timings Time(PieceRecogniser recogniser, BareVision floor, BenchmarkScenes scenes, int count)
    {
        var timings = new Timings(count);
        Frame[] large = [scenes.Large], small = [scenes.Small];
        for (var i = 0; i < count; i++)
        {
            // The reference is decoded with the first frame only, as it is for the frames of one piece.
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            recogniser.Recognise(scenes.Reference, large);
            timings.Large.AddSince(started);
            timings.Bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;

            started = Stopwatch.GetTimestamp();
            floor.Decode(scenes.Large.Jpeg.Span);
            timings.FloorDecode.AddSince(started);
            floor.Infer();
            timings.Floor.AddSince(started);

            started = Stopwatch.GetTimestamp();
            recogniser.Recognise(scenes.Reference, small);
            timings.Small.AddSince(started);
        }

        return timings;
    }

    private sealed class Timings(int count)
    {
        public Durations Large { get; } = new(count);

        public Durations Small { get; } = new(count);

        public Durations Floor { get; } = new(count);

        public Durations FloorDecode { get; } = new(count);

        public long Bytes { get; set; }
    }
}
