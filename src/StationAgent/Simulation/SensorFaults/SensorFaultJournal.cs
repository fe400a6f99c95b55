using System.Collections.Immutable;
using StationAgent.DropOff;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;
using StationAgent.Station;
using StationAgent.Weighing;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>Writes down what was done to the station and what it made of it, so that both can be compared at the end.</summary>
internal sealed class SensorFaultJournal : IStationObserver
{
    /// <summary>A fault that ended less than this before a piece came may still explain what became of the piece.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(5);

    private readonly List<Placement> _placements = [];
    private readonly List<JudgedPiece> _judged = [];
    private readonly List<TurnedAwayVisitor> _turnedAway = [];
    private readonly Dictionary<SensorFaultKind, TimeSpan> _lastActive = [];
    private readonly Dictionary<StationFault, string> _faults = [];
    private (TimeSpan At, string Text)? _alarm;
    private StationStatus _status = StationStatus.Busy;
    private ImmutableArray<Scene> _pictures = [];
    private Scene? _reference;
    private TimeSpan _now;

    /// <summary>The pieces in the order in which they were laid down.</summary>
    public IReadOnlyList<Placement> Placements => _placements;

    /// <summary>The stored drop-offs in their order.</summary>
    public IReadOnlyList<JudgedPiece> Judged => _judged;

    /// <summary>The visitors who went away without having laid anything down.</summary>
    public IReadOnlyList<TurnedAwayVisitor> TurnedAway => _turnedAway;

    /// <summary>What the station says about itself now: the details of its faults and of the newest alarm, or null.</summary>
    public string? Cause => _faults.Count > 0 ? string.Join("; ", _faults.OrderBy(pair => pair.Key).Select(pair => pair.Value))
        : _alarm is { } alarm && _now - alarm.At < TimeSpan.FromMinutes(1) ? alarm.Text
        : null;

    /// <summary>Notes the present moment, once for each sample.</summary>
    public void Step(SimulatedWorld world, IEnumerable<SensorFaultKind> active)
    {
        _now = world.Now;
        foreach (var kind in active)
        {
            _lastActive[kind] = _now;
        }

        for (; _turnedAway.Count < world.TurnedAway;)
        {
            _turnedAway.Add(new TurnedAwayVisitor(_now, _status, Cause));
        }

        if (world.LastPresented is { } truth && truth.Number > _placements.Count)
        {
            _placements.Add(new Placement(truth, _status));
            NoteFaults(_placements[^1], Aftermath);
        }

        if (_placements.Count == 0)
        {
            return;
        }

        var last = _placements[^1];
        if (world.LastLifted is { } lifted && lifted.Number == last.Truth.Number)
        {
            last.LiftedAt = lifted.At;
        }

        if (last.LiftedAt is null)
        {
            last.StatusAtEnd = _status;
            NoteFaults(last, TimeSpan.Zero);
            NoteCause(last);
        }
    }

    /// <summary>Notes what the picture shows with which those of the next piece are compared; null when it is not known.</summary>
    public void NoteReference(Scene? scene) => _reference = scene;

    /// <summary>Notes what the pictures show that the station takes of a piece.</summary>
    public void NotePictures(IEnumerable<Scene> scenes) => _pictures = [.. scenes];

    /// <inheritdoc/>
    public void OnStep(StationSignal signal, DropOffState before, DropOffState after)
    {
        switch (signal)
        {
            case EffectResult.Committed committed when before is DropOffState.Committing committing && committing.Record.Number == committed.Number:
                _judged.Add(new JudgedPiece(committed.EventId, committing.Record, committed.At, new ShownPictures(_pictures, _reference)));
                (_pictures, _reference) = ([], null);
                break;
            case StationSignal.FaultRaised fault:
                _faults[fault.Fault] = fault.Detail;
                break;
            case StationSignal.FaultCleared fault:
                _faults.Remove(fault.Fault);
                break;
        }
    }

    /// <inheritdoc/>
    public void OnEffect(Effect effect)
    {
        switch (effect)
        {
            case Effect.ShowStatus show:
                _status = show.Status;
                break;
            case Effect.RaiseAlarm alarm:
                _alarm = (_now, $"{alarm.Cause}: {alarm.Detail}");
                break;
        }
    }

    private void NoteFaults(Placement placement, TimeSpan within)
    {
        foreach (var (kind, at) in _lastActive)
        {
            if (_now - at <= within)
            {
                placement.Faults.Add(kind);
            }
        }

        if (placement.Truth.Kind != PresentationKind.Brought || placement.Truth.IsSwapped)
        {
            placement.Faults.Add(SensorFaultKind.Swaps);
        }
    }

    private void NoteCause(Placement placement)
    {
        if (Cause is { } cause && !placement.Causes.Contains(cause, StringComparer.Ordinal))
        {
            placement.Causes.Add(cause);
        }
    }
}
