using StationAgent.DropOff;

namespace StationAgent.Simulation.World;

/// <summary>Staff pull the full bag out of the bin when the station has nothing to do.</summary>
internal sealed class BinEmptying
{
    // Slow enough to see, too fast to be mistaken for drift.
    private static readonly TimeSpan Pull = TimeSpan.FromSeconds(1.5);

    private readonly TimeSpan _due;
    private readonly double _grams;
    private TimeSpan? _start;
    private bool _waits;

    /// <param name="due">Not before this time.</param>
    /// <param name="grams">What the bin holds.</param>
    public BinEmptying(TimeSpan due, double grams)
    {
        _due = due;
        _grams = grams;
    }

    /// <summary>When something happens next by itself; <see cref="TimeSpan.MaxValue"/> when it waits for the station.</summary>
    public TimeSpan Until => _start is { } start ? start + Pull : _waits ? TimeSpan.MaxValue : _due;

    /// <summary>The bag is being pulled.</summary>
    public bool IsMoving => _start is not null && !IsOver;

    /// <summary>The bin is empty.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Lets the staff go on until a time.</summary>
    /// <param name="from">The time of the step before.</param>
    /// <param name="to">Not before it.</param>
    /// <param name="display">What the station has shown since the step before.</param>
    public void Step(TimeSpan from, TimeSpan to, StationDisplay display)
    {
        if (_start is null && to >= _due)
        {
            _waits = display.Status != StationStatus.Ready;
            _start = _waits ? null : from > _due ? from : _due;
        }

        IsOver = _start is not null && to >= Until;
    }

    /// <summary>What is still in the bin, in grams.</summary>
    public double LoadAt(TimeSpan now) =>
        _start is { } start ? _grams * (1 - VisitLoad.Smooth(Math.Clamp((now - start) / Pull, 0, 1))) : _grams;
}
