using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Signals;
using StationAgent.Signals.Iot;
using StationAgent.Signals.Texts;
using StationAgent.Tests.Signals.Iot;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Signals;

/// <summary>The real display's loop and the real adapter of a character display on a simulated bus.</summary>
public sealed class VisitorDisplayTests
{
    private const string Blank = "                ";

    private readonly AwaitedTime _time = new();
    private Hd44780Model _model = new(16, 2);

    [Fact]
    public async Task States_are_words_and_the_end_is_out_of_service()
    {
        using var stop = new CancellationTokenSource();
        var display = Display();
        Assert.Equal(PartState.Degraded, display.Health.State);
        var running = display.RunAsync(stop.Token);
        await ReadsAsync(" Out of service \n" + Blank);
        display.ShowStatus(StationStatus.Ready);
        await ReadsAsync("     Ready      \n" + Blank);
        display.ShowStatus(StationStatus.Busy);
        await ReadsAsync("  Please wait   \n" + Blank);
        display.ShowStatus(StationStatus.Occupied);
        await ReadsAsync("   Clear the    \n    platform    ");
        Assert.Equal(PartState.Ok, display.Health.State);
        await stop.CancelAsync();
        await running;
        Assert.Equal(" Out of service \n" + Blank, _model.Text);
        Assert.True(_model.IsDisposed);
    }

    [Fact]
    public async Task An_accepted_piece_is_shown_with_its_own_mass_and_then_the_state_is_back()
    {
        using var stop = new CancellationTokenSource();
        var display = Display();
        var running = display.RunAsync(stop.Token);
        var shown = _time.GetTimestamp();
        display.OnEffect(new Effect.Commit(7, Record(7, 180.4)));
        display.ShowOutcome(7, Outcome.Accepted, []);
        display.ShowStatus(StationStatus.Ready);
        await ReadsAsync("    Accepted    \n     180 g      ");
        await Eventually.HoldsAsync(() => _model.Text == "     Ready      \n" + Blank, () => _time.Advance(TimeSpan.FromMilliseconds(50)));
        Assert.True(_time.GetElapsedTime(shown) >= TimeSpan.FromSeconds(5));

        display.ShowOutcome(8, Outcome.Accepted, []);
        await ReadsAsync("    Accepted    \n" + Blank);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_piece_that_is_not_accepted_is_shown_with_its_first_reason()
    {
        using var stop = new CancellationTokenSource();
        var display = Display();
        var running = display.RunAsync(stop.Token);
        display.ShowOutcome(1, Outcome.Rejected, [Reasons.HeavierThanClass, "blurred"]);
        await ReadsAsync("  Please take   \n everything out ");
        display.ShowOutcome(2, Outcome.Undecided, ["hand_in_view"]);
        await ReadsAsync("  Not accepted  \n Let go, please ");
        display.ShowOutcome(3, Outcome.Undecided, ImmutableArray<string>.Empty);
        await ReadsAsync("  Not accepted  \n" + Blank);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_lost_bus_stops_no_one_is_told_with_its_cause_and_the_display_shows_what_holds_when_it_is_back()
    {
        using var stop = new CancellationTokenSource();
        var display = Display();
        var told = 0;
        display.HealthChanged += () => Interlocked.Increment(ref told);
        var running = display.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => display.Health.State == PartState.Ok && told == 1);
        _model.Failure = new IOException("Error 121 performing I2C data transfer.");
        display.ShowStatus(StationStatus.Busy);
        await Eventually.HoldsAsync(() => display.Health is { State: PartState.Degraded } health && health.Detail!.Contains("Error 121", StringComparison.Ordinal));
        display.ShowStatus(StationStatus.Ready);
        _model = new Hd44780Model(16, 2);
        await Eventually.HoldsAsync(() => display.Health.State == PartState.Ok, () => _time.Advance(TimeSpan.FromMilliseconds(50)));
        Assert.Equal("     Ready      \n" + Blank, _model.Text);
        Assert.Equal(3, told);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_display_that_is_unplugged_while_nothing_happens_is_noticed()
    {
        using var stop = new CancellationTokenSource();
        var display = Display();
        var running = display.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => display.Health.State == PartState.Ok);
        _model.Failure = new IOException("Error 121 performing I2C data transfer.");
        await Eventually.HoldsAsync(() => display.Health.State == PartState.Degraded, () => _time.Advance(TimeSpan.FromMilliseconds(50)));
        await stop.CancelAsync();
        await running;
    }

    private static DropOffRecord Record(long number, double grams) => new(
        number, Outcome.Accepted, [], null, Disposition.Reuse, new StableWeight(new Grams(grams), new Grams(1)), TimeSpan.Zero, TimeSpan.Zero);

    private VisitorDisplay Display() =>
        new(() => new CharacterDisplay(_model, isLarge: false), VisitorLanguages.English, TimeSpan.FromSeconds(5), _time, NullLogger<VisitorDisplay>.Instance);

    private Task ReadsAsync(string text) => Eventually.HoldsAsync(() => _model.Text == text);
}
