using Microsoft.Extensions.Time.Testing;
using StationAgent.Scale.LoadCell;

namespace StationAgent.Tests.Scale;

/// <summary>
/// An HX711 as its datasheet describes it, on a clock that it moves itself: a conversion each period, the first three after power-up or a change of
/// the input unsettled, a bit with each rising edge, DOUT high from the 25th pulse to the next conversion, power-down after 60 µs of a high clock.
/// </summary>
internal sealed class Hx711Model : IHx711Pins
{
    private const int Settling = 4;
    private static readonly TimeSpan PowerDown = TimeSpan.FromMicroseconds(60);

    private readonly TimeSpan _period;
    private DateTimeOffset _ready;
    private DateTimeOffset _risen;
    private bool _clock;
    private bool _data = true;
    private int _unsettled;
    private int _pulse;
    private int _word;
    private Hx711Input _input = Hx711Input.A128;

    public Hx711Model(FakeTimeProvider time, double rateHz = 10)
    {
        Time = time;
        _period = TimeSpan.FromSeconds(1 / rateHz);
        PowerUp();
    }

    public FakeTimeProvider Time { get; }

    public string Name => "a model";

    /// <summary>What is between the signal wires of each input, in counts.</summary>
    public Func<Hx711Input, int> Signal { get; set; } = static _ => 0;

    /// <summary>How long the next pulse is held high.</summary>
    public Func<TimeSpan> PulseTime { get; set; } = static () => TimeSpan.FromMicroseconds(2);

    /// <summary>The level that DOUT is held at by a fault in the wires; null for none.</summary>
    public bool? Stuck { get; set; }

    /// <summary>How often the chip has powered up.</summary>
    public int PowerUps { get; private set; }

    /// <summary>True when a conversion waits for its first pulse or is being fetched.</summary>
    public bool IsFetching => _pulse < 25 && !(_pulse == 0 && _data);

    public bool ReadData()
    {
        Convert();
        return Stuck ?? _data;
    }

    public void WriteClock(bool high)
    {
        Convert();
        if (high && !_clock)
        {
            _risen = Time.GetUtcNow();
            if (IsFetching || _pulse is > 0 and < 27)
            {
                _pulse++;
                _data = _pulse > 24 || ((_word >> (24 - _pulse)) & 1) == 1;
            }
        }
        else if (!high && _clock)
        {
            Time.Advance(PulseTime());
            if (Time.GetUtcNow() - _risen >= PowerDown)
            {
                PowerUp();
            }
        }

        _clock = high;
    }

    public bool WaitForData(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var deadline = Time.GetUtcNow() + timeout;
        while (ReadData())
        {
            if (_ready > deadline || Stuck == true)
            {
                Time.Advance(deadline - Time.GetUtcNow());
                return !ReadData();
            }

            Time.Advance(_ready - Time.GetUtcNow());
        }

        return true;
    }

    public void Wait(TimeSpan duration, CancellationToken cancellationToken) => Time.Advance(duration);

    public void Dispose() => WriteClock(true);

    private void PowerUp()
    {
        PowerUps++;
        _input = Hx711Input.A128;
        _unsettled = Settling;
        _pulse = 0;
        _data = true;
        _ready = Time.GetUtcNow() + _period;
    }

    private void Convert()
    {
        if (Time.GetUtcNow() < _ready || _pulse is > 0 and < 25)
        {
            return;
        }

        while (_ready <= Time.GetUtcNow())
        {
            _ready += _period;
            _unsettled = Math.Max(0, _unsettled - 1);
        }

        var chosen = _pulse switch { 26 => Hx711Input.B32, 27 => Hx711Input.A64, 25 => Hx711Input.A128, _ => _input };
        if (chosen != _input)
        {
            _input = chosen;
            _unsettled = Settling - 1;
        }

        var value = Signal(_input);
        _word = (_unsettled == 0 ? value : value / (1 + _unsettled)) & 0xFFFFFF;
        _pulse = 0;
        _data = false;
    }
}
