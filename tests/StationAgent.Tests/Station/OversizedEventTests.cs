using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Clock;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;
using StationAgent.Tests.Contracts;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station;

/// <summary>An event that is too large is no failure of the store.</summary>
public sealed class OversizedEventTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_alarm_with_a_text_of_any_length_is_stored_in_shorter_form()
    {
        await using var outbox = Outbox.Open(_folder, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
        var committer = new EventCommitter(outbox, Events());
        await committer.AlarmAsync("event_set_aside", "the broker says " + new string('"', 100_000) + "\u001b[2J", Cancellation);

        var stored = Assert.Single(outbox.ReadPending(0, 10));
        Assert.InRange(stored.Payload.Length, 1, 8 * 1024);
        using var document = JsonDocument.Parse(stored.Payload);
        Assert.Equal(500, document.RootElement.GetProperty("data").GetProperty("detail").GetString()!.Length);
    }

    [Fact]
    public async Task An_event_that_does_not_fit_is_refused_and_the_next_one_is_stored()
    {
        await using var outbox = Outbox.Open(_folder, new OutboxOptions { MaximumEventBytes = 1_000 }, TimeProvider.System, NullLogger.Instance);
        var committer = new EventCommitter(outbox, Events());
        var failures = new List<string>();
        committer.Failed += failures.Add;

        var refused = await Assert.ThrowsAsync<StorageException>(() => committer.AlarmAsync("a", new string('x', 500), Cancellation));
        Assert.True(refused.IsTooLarge);
        Assert.Empty(failures);
        await committer.AlarmAsync("b", "short", Cancellation);
        Assert.Equal(1, outbox.Depth);
    }

    private static EventFactory Events() => new(
        new EventSource(Samples.Identity, PlatformKind.Tray, Samples.Model, Samples.Carbon, TimeSpan.FromSeconds(5)), ClockSource.OfThisMachine());
}
