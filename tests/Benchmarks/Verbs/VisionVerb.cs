using System.CommandLine;
using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.Vision;
using StationAgent.Cli;
using StationAgent.Hosting;
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
        var before = WorkingSet();
        var timed = Time(recogniser, floor, scenes, count);
        var growth = WorkingSet() - before;
        var (ofOne, ofThree) = (Allocation(recogniser, scenes, 1), Allocation(recogniser, scenes, 3));
        var bytesPerFrame = (ofThree - ofOne) / 2;

        var (large, small, bare) = (timed.Large.Wall.Quantile(0.5), timed.Small.Wall.Quantile(0.5), timed.Floor.Wall.Quantile(0.5));
        var (largeCpu, smallCpu, bareCpu) = (timed.Large.Cpu.Quantile(0.5), timed.Small.Cpu.Quantile(0.5), timed.Floor.Cpu.Quantile(0.5));
        new Report("vision", $"1280×720 frame, {count} times")
            .Figure("p50Us", large, 0)
            .Figure("p99Us", timed.Large.Wall.Quantile(0.99), 0)
            .Figure("smallPieceP50Us", small, 0)
            .Figure("floorP50Us", bare, 0)
            .Figure("ratio", large / bare, 3)
            .Figure("cpuP50Us", largeCpu, 0)
            .Figure("smallPieceCpuP50Us", smallCpu, 0)
            .Figure("floorCpuP50Us", bareCpu, 0)
            .Figure("floorDecodeCpuP50Us", timed.FloorDecode.Cpu.Quantile(0.5), 0)
            .Figure("cpuRatio", largeCpu / bareCpu, 3)
            .Figure("smallPieceCpuRatio", smallCpu / bareCpu, 3)
            .Figure("bytesPerFrame", bytesPerFrame)
            .Figure("bytesPerPiece", ofOne - bytesPerFrame)
            .Figure("workingSetGrowthKiB", growth / 1024)
            .AtMost("frame ÷ (one scaled decode + one bare run), p50", large / bare, MostRatio)
            .AtMost("the same in processor time", largeCpu / bareCpu, MostRatio)
            .AtMost("the same for a small piece", smallCpu / bareCpu, MostRatio)
            .AtMost("bytes allocated a frame", bytesPerFrame, MostBytes)
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
            timings.Large.Start();
            recogniser.Recognise(scenes.Reference, large);
            timings.Large.Stop();

            timings.Floor.Start();
            timings.FloorDecode.Start();
            floor.Decode(scenes.Large.Jpeg.Span);
            timings.FloorDecode.Stop();
            floor.Infer();
            timings.Floor.Stop();

            timings.Small.Start();
            recogniser.Recognise(scenes.Reference, small);
            timings.Small.Stop();
        }

        return timings;
    }

    // What is only waiting to be collected is no growth.
    private static long WorkingSet()
    {
        GC.Collect();
        return Environment.WorkingSet;
    }

    private static long Allocation(PieceRecogniser recogniser, BenchmarkScenes scenes, int frames)
    {
        const int Times = 10;
        var piece = Enumerable.Repeat(scenes.Large, frames).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
        {
            recogniser.Recognise(scenes.Reference, piece);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
    }

    private sealed class Timings(int count)
    {
        public Laps Large { get; } = new(count);

        public Laps Small { get; } = new(count);

        public Laps Floor { get; } = new(count);

        public Laps FloorDecode { get; } = new(count);
    }
}
