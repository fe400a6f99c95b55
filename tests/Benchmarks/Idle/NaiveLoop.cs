using StationAgent.Benchmarks.Reports;
using StationAgent.Benchmarks.Vision;

namespace StationAgent.Benchmarks.Idle;

/// <summary>The peer: a loop that decodes and classifies every picture, whether anybody is there or not.</summary>
internal static class NaiveLoop
{
    private const double Rate = 15;

    /// <summary>Runs it and measures.</summary>
    /// <returns>Processor time as a share of one core, in percent.</returns>
    public static async Task<double> RunAsync(BareVision vision, ReadOnlyMemory<byte> jpeg, TimeSpan measured, CancellationToken cancellationToken)
    {
        Look(vision, jpeg);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / Rate));
        var pictures = (int)(measured.TotalSeconds * Rate);
        var expense = await Expense.OfAsync(async () =>
        {
            for (var i = 0; i < pictures; i++)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
                Look(vision, jpeg);
            }
        });
        return expense.CpuSeconds / expense.Seconds * 100;
    }

    private static void Look(BareVision vision, ReadOnlyMemory<byte> jpeg)
    {
        vision.Decode(jpeg.Span);
        vision.Infer();
    }
}
