using System.Diagnostics;
using StationAgent.Scale;
using Xunit;

namespace StationAgent.Tests.Scale;

/// <summary>What every scale must do, whatever it is made of.</summary>
public abstract class ScaleContract
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Samples_advance_in_time()
    {
        await using var rig = await StartAsync();
        await using var scale = rig.Open();
        var last = await scale.SampleAsync();
        for (var i = 0; i < 20; i++)
        {
            var next = await scale.SampleAsync();
            Assert.True(next.At > last.At, $"{next.At} after {last.At}");
            Assert.True(double.IsFinite(next.Gross.Value));
            last = next;
        }
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_ends_within_a_moment_and_costs_no_later_sample()
    {
        await using var rig = await StartAsync();
        await using var scale = rig.Open();
        await scale.SampleAsync();
        using var ending = new CancellationTokenSource();
        var reading = DrainAsync(scale, ending.Token);

        var watch = Stopwatch.StartNew();
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        Assert.True(watch.Elapsed < Moment, $"it took {watch.Elapsed}");
        await scale.SampleAsync();
    }

    [Fact]
    public async Task Disposing_returns_promptly_with_and_without_the_device()
    {
        await using var rig = await StartAsync();
        var present = rig.Open();
        await present.SampleAsync();
        await DisposeAsync(present);

        var vanished = rig.Open();
        await vanished.SampleAsync();
        await rig.VanishAsync();
        await vanished.LossAsync();
        await DisposeAsync(vanished);
    }

    [Fact]
    public async Task Disposing_in_the_middle_of_an_unplugging_returns_promptly()
    {
        await using var rig = await StartAsync();
        var scale = rig.Open();
        await scale.SampleAsync();
        var vanishing = rig.VanishAsync();
        await DisposeAsync(scale);
        await vanishing;
    }

    [Fact]
    public async Task A_scale_has_a_name()
    {
        await using var rig = await StartAsync();
        await using var scale = rig.Open();
        Assert.Contains("scale", scale.Name, StringComparison.Ordinal);
    }

    /// <summary>A device that gives samples.</summary>
    internal abstract Task<ScaleRig> StartAsync();

    private static async Task DisposeAsync(IScale scale)
    {
        var watch = Stopwatch.StartNew();
        await scale.DisposeAsync();
        Assert.True(watch.Elapsed < Moment, $"closing took {watch.Elapsed}");
    }

    private static async Task DrainAsync(IScale scale, CancellationToken cancellationToken)
    {
        while (true)
        {
            await scale.NextAsync(cancellationToken);
        }
    }
}
