using System.Collections.Immutable;
using System.Device.Gpio;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.DropOff;
using StationAgent.Signals;
using StationAgent.Signals.Patterns;
using StationAgent.Station;
using StationAgent.Tests.DropOff;
using StationAgent.Tests.Gpio;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Signals;

/// <summary>"Accepted" is never shown before the event is stored: from the station loop to the wire.</summary>
public sealed class SignalOrderTests
{
    private const int AcceptedLine = 4;
    private const int RejectedLine = 5;

    private readonly FakeTimeProvider _time = new();
    private readonly SimulatedGpio _chip;
    private readonly TaskCompletionSource<StationSignal?> _commit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SignalOrderTests() => _chip = new SimulatedGpio(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_accepted_lamp_burns_only_after_the_event_is_stored()
    {
        var (before, shown) = await PresentAsync(new EffectResult.Committed(TimeSpan.FromSeconds(9), 1, "event"));
        Assert.DoesNotContain(before, LightsAccepted);
        Assert.Contains(shown, LightsAccepted);
    }

    [Fact]
    public async Task It_never_burns_for_an_event_that_could_not_be_stored()
    {
        var (_, shown) = await PresentAsync(new EffectResult.CommitFailed(TimeSpan.FromSeconds(9), 1, "disk full"));
        Assert.Contains(shown, static write => write.Line == RejectedLine && write.Level == PinValue.High);
        Assert.DoesNotContain(shown, LightsAccepted);
    }

    private static bool LightsAccepted((TimeSpan At, int Line, PinValue Level) write) => write.Line == AcceptedLine && write.Level == PinValue.High;

    /// <summary>Lays an intact carton on a tray, waits until its commit is under way, and answers that.</summary>
    /// <returns>What was written to the lines before the answer, and what up to the outcome.</returns>
    private async Task<(ImmutableArray<(TimeSpan At, int Line, PinValue Level)> Before, ImmutableArray<(TimeSpan At, int Line, PinValue Level)> Shown)> PresentAsync(StationSignal answer)
    {
        using var stop = new CancellationTokenSource();
        var panel = new SignalPanel(
            on => new GpioSignalPort(_chip.Open(), [new(Outputs.Accepted, AcceptedLine), new(Outputs.Rejected, RejectedLine)], activeLow: false, on),
            TimeSpan.FromSeconds(5),
            _time,
            NullLogger<SignalPanel>.Instance);
        var showing = panel.RunAsync(stop.Token);
        var rules = new DropOffRules();
        var runner = new Runner(panel, _commit.Task);
        var loop = new StationLoop(
            new LoadTracker(PlatformKind.Tray, new WeighingOptions()), rules, DropOffMachine.Start(TimeSpan.Zero, rules), runner, []);
        await PostSamplesAsync(loop, 0.05, 3, 0);
        await loop.DrainAsync(Cancellation);
        await PostSamplesAsync(loop, 3, 6, 180);
        var draining = loop.DrainAsync(Cancellation).AsTask();
        await Eventually.HoldsAsync(() => loop.State is DropOffState.Committing);
        var before = _chip.Writes.ToImmutableArray();
        Assert.False(_chip.IsHigh(AcceptedLine));

        _commit.SetResult(answer);
        await draining;
        await Eventually.HoldsAsync(() => _chip.IsHigh(AcceptedLine) || _chip.IsHigh(RejectedLine));
        var shown = _chip.Writes.ToImmutableArray();
        await stop.CancelAsync();
        await showing;
        return (before, shown);
    }

    private static async Task PostSamplesAsync(StationLoop loop, double fromSeconds, double toSeconds, double grams)
    {
        for (var at = fromSeconds; at < toSeconds; at += 0.05)
        {
            await loop.PostAsync(StationInput.Of(new ScaleSample(TimeSpan.FromSeconds(at), new Grams(grams))), Cancellation);
        }
    }

    /// <summary>Camera and classifier answer at once, the store when the test lets it, and lamps are the real panel's.</summary>
    private sealed class Runner(SignalPanel panel, Task<StationSignal?> commit) : IEffectRunner
    {
        public Task<StationSignal?> RunAsync(Effect effect, CancellationToken cancellationToken)
        {
            switch (effect)
            {
                case Effect.Capture capture:
                    return Answer(new EffectResult.Captured(TimeSpan.FromSeconds(6), capture.Number));
                case Effect.Classify classify:
                    return Answer(new EffectResult.Classified(TimeSpan.FromSeconds(6), classify.Number, Recognitions.Of("packaging/carton/intact")));
                case Effect.Commit:
                    return commit;
                case Effect.ShowStatus show:
                    panel.ShowStatus(show.Status);
                    return Answer(null);
                case Effect.ShowOutcome show:
                    panel.ShowOutcome(show.Number, show.Outcome, show.Reasons);
                    return Answer(null);
                default:
                    return Answer(null);
            }
        }

        private static Task<StationSignal?> Answer(StationSignal? signal) => Task.FromResult(signal);
    }
}
