using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.DropOff;
using StationAgent.Station;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station;

/// <summary>The delay of the camera in a real store and simulated time.</summary>
public sealed class CameraDelayKeeperTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;
    private readonly FakeTimeProvider _time = new();
    private Outbox _outbox = null!;

    public ValueTask InitializeAsync()
    {
        _outbox = Outbox.Open(_folder, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task It_is_saved_when_it_has_changed_and_can_be_read_by_another_program()
    {
        var keeper = new CameraDelayKeeper(_outbox, _time);
        using var stop = new CancellationTokenSource();
        var running = keeper.RunAsync(stop.Token);
        Measure(keeper, 2.5);
        var first = await NoteAfterAsync(null);
        Assert.Equal(2.5, CameraDelayNote.Parse(first)!.Delay.TotalSeconds);

        Measure(keeper, 2.7);
        for (var minute = 0; minute < 5; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(first, _outbox.GetNote(CameraDelayNote.Key));

        Measure(keeper, 0.2);
        var second = await NoteAfterAsync(first);
        await stop.CancelAsync();
        await running;
        using var reader = OutboxReader.Open(_folder);
        Assert.Equal(second, reader.GetNote(CameraDelayNote.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("delay-1 2.5")]
    [InlineData("delay-1 -1 2026-05-01T12:00:00.0000000+00:00")]
    [InlineData("delay-1 1e99 2026-05-01T12:00:00.0000000+00:00")]
    [InlineData("delay-1 NaN 2026-05-01T12:00:00.0000000+00:00")]
    [InlineData("delay-2 2.5 2026-05-01T12:00:00.0000000+00:00")]
    public void What_is_no_note_is_none(string text) => Assert.Null(CameraDelayNote.Parse(text));

    private static void Measure(CameraDelayKeeper keeper, double seconds)
    {
        var delay = TimeSpan.FromSeconds(seconds);
        var state = new DropOffState.Ready(new StationMemory { CameraDelay = new CameraDelay(delay, delay, delay) });
        keeper.OnStep(new StationSignal.PictureChanged(default, default, delay), state, state);
    }

    private async Task<string> NoteAfterAsync(string? earlier)
    {
        while (_outbox.GetNote(CameraDelayNote.Key) == earlier)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return _outbox.GetNote(CameraDelayNote.Key)!;
    }
}
