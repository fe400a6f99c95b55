using StationAgent.Weighing;

namespace StationAgent.Benchmarks.ScaleDay;

/// <summary>
/// People who put pieces down, press on them, stay or go, and take them away from a tray; and now and then somebody who empties the bin. Each
/// waits until the station is ready, and a piece stays until its window is over.
/// </summary>
internal sealed class DayVisitors
{
    private const double LightestGrams = 15;
    private const double HeaviestGrams = 5_000;
    private const double FullBinGrams = 25_000;

    private readonly Random _random;
    private readonly ScaleDayOptions _options;
    private readonly double _secondsApart;
    private TimeSpan _next;
    private TimeSpan _pressedFrom;
    private TimeSpan _pressedUntil;
    private double _press;

    public DayVisitors(ScaleDayOptions options, TimeSpan day)
    {
        (_options, _random) = (options, new Random(options.Seed));
        _secondsApart = day.TotalSeconds * 0.72 / options.DropOffs;
        _next = TimeSpan.FromSeconds(20);
    }

    /// <summary>Pieces put down so far.</summary>
    public int Presented { get; private set; }

    /// <summary>What lies there, in grams.</summary>
    public double Load { get; private set; }

    /// <summary>The piece that was put down last, in grams.</summary>
    public double Piece { get; private set; }

    /// <summary>What presses on the platform: pieces and hands.</summary>
    public double Press(TimeSpan at) => Load + (at < _pressedUntil ? _press * ((_pressedUntil - at) / (_pressedUntil - _pressedFrom)) : 0);

    /// <summary>Does what is due.</summary>
    /// <param name="at">Now.</param>
    /// <param name="isReady">True when the station takes a piece.</param>
    /// <param name="isOver">True when the last piece is judged and its window closed.</param>
    /// <returns>True when a piece has just been put down.</returns>
    public bool Move(TimeSpan at, bool isReady, bool isOver)
    {
        if (at < _next)
        {
            return false;
        }

        var isTray = _options.Platform == PlatformKind.Tray;
        if (isTray && Load > 0)
        {
            if (isOver)
            {
                Load = 0;
                Handle(at, -100, 50);
                _next = at + Pause(0.5);
            }

            return false;
        }

        if (!isReady || Presented == _options.DropOffs)
        {
            return false;
        }

        if (Load > FullBinGrams)
        {
            Load = _random.Next(0, 300);
            Handle(at, -500, 500);
            _next = at + TimeSpan.FromSeconds(20);
            return false;
        }

        Presented++;
        Piece = LightestGrams * Math.Pow(HeaviestGrams / LightestGrams, _random.NextDouble());
        Load += Piece;
        Handle(at, 50, 1_500);
        _next = at + (isTray ? Stay() : Pause(1));
        return true;
    }

    /// <summary>A hand that lets go: a scale cannot tell one that presses evenly from a piece.</summary>
    private void Handle(TimeSpan at, double least, double most)
    {
        _pressedFrom = at;
        _press = least + ((most - least) * _random.NextDouble());
        _pressedUntil = at + TimeSpan.FromSeconds(0.2 + _random.NextDouble());
    }

    /// <summary>A pause of a share of the mean on average, some of them very short and one in a hundred long.</summary>
    private TimeSpan Pause(double share) => TimeSpan.FromSeconds(_random.Next(100) switch
    {
        0 => _secondsApart * share * 10,
        < 30 => 5 + (10 * _random.NextDouble()),
        _ => 5 + (_secondsApart * share * 1.7 * _random.NextDouble()),
    });

    private TimeSpan Stay() => TimeSpan.FromSeconds(_random.Next(100) == 0 ? 3_000 : 12 + (_secondsApart * 0.5 * _random.NextDouble()));
}
