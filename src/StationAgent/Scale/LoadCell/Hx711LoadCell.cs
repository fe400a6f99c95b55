using StationAgent.Clock;
using StationAgent.Sensors;

namespace StationAgent.Scale.LoadCell;

/// <summary>
/// An HX711 on two GPIO pins, clocked out by the program. Linux may interrupt the program in the middle of a pulse, so every pulse is timed, and
/// a reading with a long pulse is discarded. The figures are those of the datasheet (Avia Semiconductor, "24-Bit Analog-to-Digital Converter
/// for Weigh Scales").
/// </summary>
internal sealed class Hx711LoadCell : ILoadCell
{
    private const int Bits = 24;
    private const int AllOnes = 0xFFFFFF;

    /// <summary>This number of discarded readings in a row means that the chip is lost.</summary>
    private const int MostThrownAway = 10;

    /// <summary>"PD_SCK high time" is at most 50 µs.</summary>
    private static readonly TimeSpan LongestPulse = TimeSpan.FromMicroseconds(50);

    /// <summary>"When PD_SCK changes from low to high and stays at high for longer than 60 µs, HX711 enters power down mode."</summary>
    private static readonly TimeSpan PowersDownAfter = TimeSpan.FromMicroseconds(60);

    /// <summary>A pulse of this length certainly powers the chip down.</summary>
    private static readonly TimeSpan ResetPulse = TimeSpan.FromMilliseconds(1);

    /// <summary>"Settling time" after power-up or a change of input: four conversions, 400 ms at 10 a second.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(400);

    /// <summary>A chip that has just been reset takes four conversions for its first.</summary>
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMilliseconds(600);

    private readonly IHx711Pins _pins;
    private readonly Hx711Input _input;
    private readonly TimeProvider _time;
    private bool _isInStep;
    private bool _isInputChosen;
    private TimeSpan _settledAt;
    private TimeSpan? _thrownAwaySince;
    private int _thrownAway;

    /// <param name="pins">Its pins; they belong to the load cell.</param>
    /// <param name="input">What is converted.</param>
    /// <param name="time">Times the pulses; its timestamps must resolve microseconds.</param>
    public Hx711LoadCell(IHx711Pins pins, Hx711Input input, TimeProvider time)
    {
        _pins = pins;
        _input = input;
        _time = time;
        Name = "HX711 at " + pins.Name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public LoadCellReading Read(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var begun = _time.SinceBoot();
            if (!_isInStep)
            {
                Reset(cancellationToken);
            }

            var counts = 0;
            var ready = _pins.WaitForData(ReadyWithin, cancellationToken);
            var at = _time.SinceBoot();
            var frame = ready ? ClockOut(out counts) : Hx711Frame.NotReady;
            if (frame != Hx711Frame.Good)
            {
                ThrowAway(frame, begun);
            }
            else if (IsSettled(at))
            {
                _thrownAway = 0;
                _thrownAwaySince = null;
                return LoadCellReading.Of(at, counts);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _pins.Dispose();

    private void Reset(CancellationToken cancellationToken)
    {
        _pins.WriteClock(true);
        _pins.Wait(ResetPulse, cancellationToken);
        _pins.WriteClock(false);
        _isInStep = true;
        _isInputChosen = _input == Hx711Input.A128;
        _settledAt = _time.SinceBoot() + Settling;
    }

    // After a reset the chip converts channel A with a gain of 128; the pulses of the first reading choose another input, which has to settle again.
    private bool IsSettled(TimeSpan at)
    {
        if (!_isInputChosen)
        {
            _isInputChosen = true;
            _settledAt = at + Settling;
        }

        return at >= _settledAt;
    }

    private Hx711Frame ClockOut(out int counts)
    {
        counts = 0;
        var longest = TimeSpan.Zero;
        var bits = 0;
        for (var pulse = Bits + _input.Pulses(); pulse > 0; pulse--)
        {
            // Timed around both calls: the pulse was at most this long.
            var risen = _time.GetTimestamp();
            _pins.WriteClock(true);
            _pins.WriteClock(false);
            var high = _time.GetElapsedTime(risen);
            if (high >= PowersDownAfter)
            {
                return Hx711Frame.PoweredDown;
            }

            longest = high > longest ? high : longest;
            if (pulse > _input.Pulses())
            {
                bits = (bits << 1) | (_pins.ReadData() ? 1 : 0);
            }
        }

        // The sign is the highest of the 24 bits.
        counts = bits << (32 - Bits) >> (32 - Bits);
        return !_pins.ReadData() ? Hx711Frame.StuckLow
            : bits == AllOnes ? Hx711Frame.StuckHigh
            : longest > LongestPulse ? Hx711Frame.LongPulse
            : Hx711Frame.Good;
    }

    private void ThrowAway(Hx711Frame frame, TimeSpan begun)
    {
        _thrownAwaySince ??= begun;
        _thrownAway++;

        // If a pulse was only too long, the chip was clocked to the end and is still synchronised; a reset would cost four conversions.
        _isInStep = frame is Hx711Frame.LongPulse or Hx711Frame.StuckHigh;
        if (_thrownAway >= MostThrownAway || _time.SinceBoot() - _thrownAwaySince >= SensorSilence.DriverLimit)
        {
            throw new IOException($"{Name}: {_thrownAway} readings in a row had to be discarded, the last because {Reason(frame)}");
        }
    }

    private static string Reason(Hx711Frame frame) => frame switch
    {
        Hx711Frame.NotReady => "DOUT never went low: check the power of the chip, its wires, Scale:DataPin and Scale:ClockPin",
        Hx711Frame.StuckHigh => "all bits were ones: check the wire of DOUT and Scale:DataPin",
        Hx711Frame.StuckLow => "DOUT stayed low after the last clock pulse: check the wire of DOUT and whether Scale:DataPin and Scale:ClockPin are swapped",
        _ => "clock pulses took longer than 50 µs: this machine is too busy or too slow for this driver; use Scale:Driver hx711_iio",
    };
}
