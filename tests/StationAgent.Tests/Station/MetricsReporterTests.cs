using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Clock;
using StationAgent.Station.Reporting;
using Xunit;

namespace StationAgent.Tests.Station;

public sealed class MetricsReporterTests
{
    [Fact]
    public void Counters_add_up_gauges_are_current_and_histograms_cover_one_interval()
    {
        var name = $"test-{Guid.NewGuid():N}";
        using var meter = new Meter($"{name}.part");
        using var stranger = new Meter("stranger");
        using var collector = new MetricsCollector(name);
        var depth = 7L;
        var counter = meter.CreateCounter<long>("appended");
        var histogram = meter.CreateHistogram<double>("commit");
        meter.CreateObservableGauge("depth", () => depth);
        stranger.CreateCounter<long>("other").Add(1);

        counter.Add(2);
        counter.Add(3);
        histogram.Record(0.1);
        histogram.Record(0.3);
        var first = collector.Read();
        depth = 9;
        counter.Add(1);
        var second = collector.Read();

        Assert.Equal(["appended", "commit.count", "commit.max", "commit.mean", "depth"], first.Keys);
        Assert.Equal([5, 2, 0.3, 0.2, 7], first.Values.Select(value => Math.Round(value, 9)));
        Assert.Equal(["appended", "depth"], second.Keys);
        Assert.Equal([6.0, 9], second.Values);
    }

    [Fact]
    public async Task Goes_out_at_its_interval_and_is_stale_after_two()
    {
        var time = new FakeTimeProvider();
        using var collector = new MetricsCollector("nothing");
        var sent = new List<(string Text, TimeSpan Expiry)>();
        using var stop = new CancellationTokenSource();
        var reporter = new MetricsReporter(
            collector,
            (bytes, expiry) => sent.Add((System.Text.Encoding.UTF8.GetString(bytes.Span), expiry)),
            ClockSource.OfThisMachine(),
            TimeSpan.FromSeconds(60),
            time);
        var run = reporter.RunAsync(stop.Token);

        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(sent);
        time.Advance(TimeSpan.FromSeconds(1));
        while (sent.Count == 0)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        await run;
        var (text, expiry) = Assert.Single(sent);
        Assert.Equal(TimeSpan.FromSeconds(120), expiry);
        Assert.True(JsonNode.Parse(text)!["metrics"]!["process.memory.resident"]!.GetValue<double>() > 1_000_000);
    }
}
