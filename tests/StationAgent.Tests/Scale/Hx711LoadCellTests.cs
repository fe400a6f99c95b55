using CsCheck;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Clock;
using StationAgent.Scale.LoadCell;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class Hx711LoadCellTests
{
    private static readonly Gen<int> Counts = Gen.Int[LoadCellReading.Lowest, LoadCellReading.Highest].Where(static counts => counts != -1);
    private static readonly Gen<Hx711Input> Input = Gen.Int[0, 2].Select(static i => Enum.GetValues<Hx711Input>()[i]);
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Whatever_the_chip_measures_is_read_with_its_sign_at_every_gain() =>
        Gen.Select(Counts, Input).Sample(static (counts, input) =>
        {
            // The other inputs carry something else, so that a reading of a wrong input is seen.
            using var cell = Cell(new FakeTimeProvider(), out _, input, signal: at => at == input ? counts : 77);
            Assert.Equal(counts, cell.Read(None).Counts);
            Assert.Equal(counts, cell.Read(None).Counts);
        });

    [Theory]
    [InlineData(10)]
    [InlineData(80)]
    public void Every_conversion_of_a_settled_chip_is_read_once(double rateHz)
    {
        var next = 1000;
        using var cell = Cell(_time, out _, rateHz: rateHz, signal: _ => next++);
        var last = cell.Read(None);
        for (var i = 0; i < 100; i++)
        {
            var reading = cell.Read(None);
            Assert.Equal(last.Counts + 1, reading.Counts);
            Assert.Equal(1 / rateHz, (reading.At - last.At).TotalSeconds, 4);
            last = reading;
        }
    }

    [Fact]
    public void Nothing_is_read_before_the_chip_has_settled_after_power_up()
    {
        using var cell = Cell(_time, out _, signal: static _ => 1_000_000);
        var begun = _time.SinceBoot();
        var first = cell.Read(None);
        Assert.Equal(1_000_000, first.Counts);
        Assert.InRange((first.At - begun).TotalMilliseconds, 400, 502);
    }

    [Fact]
    public void A_reading_with_a_pulse_over_50_microseconds_is_discarded()
    {
        using var cell = Cell(_time, out var chip, signal: static _ => 123_456);
        var before = cell.Read(None);
        var powerUps = chip.PowerUps;
        var pulse = 0;
        chip.PulseTime = () => TimeSpan.FromMicroseconds(++pulse == 7 ? 55 : 2);
        var after = cell.Read(None);
        Assert.Equal(123_456, after.Counts);
        Assert.Equal(200, (after.At - before.At).TotalMilliseconds, 1.0);
        Assert.Equal(powerUps, chip.PowerUps);
    }

    [Fact]
    public void A_pulse_that_powers_the_chip_down_costs_the_settling_time_and_no_wrong_reading()
    {
        using var cell = Cell(_time, out var chip, signal: static _ => 123_456);
        var before = cell.Read(None);
        var pulse = 0;
        chip.PulseTime = () => TimeSpan.FromMicroseconds(++pulse == 7 ? 75 : 2);
        var after = cell.Read(None);
        Assert.Equal(123_456, after.Counts);
        Assert.InRange((after.At - before.At).TotalMilliseconds, 500, 610);
    }

    [Fact]
    public void However_often_the_processor_is_taken_away_no_wrong_reading_comes_through() =>
        Gen.Select(Counts, Gen.Int[0, 1_000_000], Input).Sample(static (counts, seed, input) =>
        {
            var random = new Random(seed);
            using var cell = Cell(new FakeTimeProvider(), out var chip, input, rateHz: 80, signal: at => at == input ? counts : -77);
            chip.PulseTime = () => TimeSpan.FromMicroseconds(random.Next(200) == 0 ? random.Next(45, 4_000) : random.Next(1, 9));
            for (var i = 0; i < 30; i++)
            {
                try
                {
                    Assert.Equal(counts, cell.Read(CancellationToken.None).Counts);
                }
                catch (IOException)
                {
                    // Too many in a row; the reader would open it again.
                }
            }
        });

    [Theory]
    [InlineData(LoadCellReading.Highest, SampleStatus.Overload)]
    [InlineData(LoadCellReading.Lowest, SampleStatus.Underload)]
    [InlineData(LoadCellReading.Highest - 1, SampleStatus.Ok)]
    internal void A_saturated_converter_is_an_overload_or_an_underload(int counts, SampleStatus status)
    {
        using var cell = Cell(_time, out _, signal: _ => counts);
        Assert.Equal(status, cell.Read(None).Status);
    }

    [Fact]
    public void All_ones_are_a_glitch_and_are_not_read()
    {
        var values = new Queue<int>([500, 500, 500, 500, 500, -1, 501, 502]);
        using var cell = Cell(_time, out _, signal: _ => values.Count > 1 ? values.Dequeue() : 502);
        var read = new[] { cell.Read(None).Counts, cell.Read(None).Counts, cell.Read(None).Counts };
        Assert.Equal([500, 501], read.Distinct().Take(2));
        Assert.DoesNotContain(-1, read);
    }

    [Theory]
    [InlineData(true, "DOUT never went low", "Scale:DataPin")]
    [InlineData(false, "DOUT stayed low", "swapped")]
    public void A_stuck_wire_is_reported_with_a_remedy_before_the_scale_is_silent(bool level, string what, string remedy)
    {
        using var cell = Cell(_time, out var chip, signal: static _ => 5);
        cell.Read(None);
        chip.Stuck = level;
        var begun = _time.SinceBoot();
        var failure = Assert.Throws<IOException>(() => cell.Read(None));
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
        Assert.InRange(_time.SinceBoot() - begun, TimeSpan.Zero, TimeSpan.FromSeconds(2));

        chip.Stuck = null;
        Assert.Equal(5, cell.Read(None).Counts);
    }

    [Fact]
    public void On_a_slow_machine_the_message_names_the_kernels_driver()
    {
        using var cell = Cell(_time, out var chip, signal: static _ => 5);
        chip.PulseTime = static () => TimeSpan.FromMicroseconds(90);
        Assert.Contains("hx711_iio", Assert.Throws<IOException>(() => cell.Read(None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_ends_with_its_token()
    {
        using var stop = new CancellationTokenSource();
        using var cell = Cell(_time, out _, signal: static _ => 5);
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => cell.Read(stop.Token));
    }

    private static Hx711LoadCell Cell(
        FakeTimeProvider time, out Hx711Model chip, Hx711Input input = Hx711Input.A128, double rateHz = 10, Func<Hx711Input, int>? signal = null)
    {
        chip = new Hx711Model(time, rateHz) { Signal = signal ?? (static _ => 0) };
        return new Hx711LoadCell(chip, input, time);
    }
}
