using StationAgent.Scale;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Scale;

internal static class ScaleExtensions
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The next sample; fails the test after 10 s.</summary>
    public static Task<ScaleSample> SampleAsync(this IScale scale) =>
        scale.NextAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit, TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>Reads until a sample passes; fails the test after 10 s.</summary>
    public static async Task<ScaleSample> SampleAsync(this IScale scale, Func<ScaleSample, bool> passes)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        while (true)
        {
            var sample = await scale.NextAsync(limit.Token);
            if (passes(sample))
            {
                return sample;
            }
        }
    }

    /// <summary>Reads until the scale is lost.</summary>
    public static async Task<IOException> LossAsync(this IScale scale)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        return await Assert.ThrowsAsync<IOException>(async () =>
        {
            while (true)
            {
                await scale.NextAsync(limit.Token);
            }
        });
    }
}
