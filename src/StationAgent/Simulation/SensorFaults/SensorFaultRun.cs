using System.Collections.Immutable;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;
using StationAgent.Weighing;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>Makes the sensors of one run fail by plan: follows the visits, begins each fault at its moment and ends it.</summary>
/// <param name="plan">Which faults come with which visit.</param>
/// <param name="world">The platform.</param>
/// <param name="scale">The scale.</param>
/// <param name="onBegin">Is called when a fault begins.</param>
internal sealed class SensorFaultRun(SensorFaultPlan plan, SimulatedWorld world, ScalePhysics scale, Action<PlannedFault>? onBegin = null)
{
    // Taring and seating the pan again take a moment.
    private static readonly TimeSpan TareTime = TimeSpan.FromSeconds(0.4);

    // Between two stretches of the same kind the sensors work for a while, so that recovering is part of the run.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(20);

    private readonly List<RunningFault> _faults = [];
    private readonly Dictionary<SensorFaultKind, TimeSpan> _stretchEnds = [];
    private readonly SceneHistory _history = new();
    private ImmutableArray<PlannedFault> _planned = [];
    private Visit? _visit;
    private int _visitIndex = -1;
    private VisitPhase _phase = VisitPhase.Over;
    private ScaleSample _last;

    /// <summary>The faults at work now.</summary>
    public IEnumerable<SensorFaultKind> Active => _faults.Where(fault => fault.From <= Now).Select(fault => fault.Plan.Kind).Distinct();

    /// <summary>True while the camera delivers nothing.</summary>
    public bool IsCameraSilent => Find(SensorFaultKind.Gaps, ofCamera: true) is not null;

    private TimeSpan Now => world.Now;

    /// <summary>Follows the visit; the world must have moved to the present time.</summary>
    public void Step()
    {
        if (world.Visit is { } visit && visit.Index != _visitIndex)
        {
            (_visitIndex, _planned) = (visit.Index, plan.Of(visit));
            Begin(FaultMoment.Coming, Now);
        }

        var phase = world.Phase;
        if (phase != _phase || !ReferenceEquals(world.Visit, _visit))
        {
            (_phase, _visit) = (phase, world.Visit);
            Follow(phase);
        }

        _faults.RemoveAll(IsOver);
        foreach (var fault in _faults)
        {
            _stretchEnds[fault.Plan.Kind] = Now;
            if (!fault.HasBegun && fault.From <= Now)
            {
                fault.HasBegun = true;
                onBegin?.Invoke(fault.Plan);
            }
        }

        _history.Note(Now, world.Scene);
    }

    /// <summary>Reads the scale; null while it is silent.</summary>
    public ScaleSample? ReadScale(TimeSpan at)
    {
        var sample = scale.Sample(at, world.TrueLoad + DraughtAt(at), ShiftAt(at), Find(SensorFaultKind.CoarseStep)?.Plan.Size);
        _last = Find(SensorFaultKind.StuckConverter) is null ? sample : _last with { At = at };
        return Find(SensorFaultKind.Gaps, ofCamera: false) is null ? _last : null;
    }

    /// <summary>What the camera shows.</summary>
    public Scene Look(TimeSpan at) =>
        _history.Show(at, TimeSpan.FromSeconds(Find(SensorFaultKind.LateCamera)?.Plan.Size ?? 0));

    private void Follow(VisitPhase phase)
    {
        switch (phase)
        {
            case VisitPhase.Reaching:
                Begin(FaultMoment.Laying, world.PhaseEnd);
                break;
            case VisitPhase.Left:
            case VisitPhase.Deciding:
                Begin(FaultMoment.Lying, Now);
                break;
            case VisitPhase.ReachingAgain:
                Begin(FaultMoment.Lifting, world.PhaseEnd);
                break;
        }
    }

    private void Begin(FaultMoment moment, TimeSpan at)
    {
        foreach (var planned in _planned)
        {
            if (planned.Moment != moment
                || _faults.Exists(running => running.Plan.Kind == planned.Kind)
                || (moment == FaultMoment.Coming && _stretchEnds.TryGetValue(planned.Kind, out var ended) && Now < ended + Recovery))
            {
                continue;
            }

            var from = at + planned.Shift > Now ? at + planned.Shift : Now;
            _faults.Add(new RunningFault(planned, from, from + planned.Length));
            _planned = _planned.Remove(planned);
        }
    }

    /// <summary>The zero of the scale is put right only while the platform is as it should be: nobody presses the key with a visitor's piece on it.</summary>
    private bool IsOver(RunningFault fault) => fault.Plan.Kind == SensorFaultKind.NegativeRest
        ? fault.EndedAt is { } ended && Now >= ended + TareTime
        : Now >= fault.To;

    private double ShiftAt(TimeSpan at)
    {
        if (Find(SensorFaultKind.NegativeRest) is not { } fault)
        {
            return 0;
        }

        if (fault.EndedAt is null && at >= fault.To && world.Phase is VisitPhase.Coming or VisitPhase.Waiting or VisitPhase.Over)
        {
            fault.EndedAt = at;
        }

        var share = Math.Min((at - fault.From) / TareTime, 1);
        return fault.Plan.Size * VisitLoad.Smooth(fault.EndedAt is { } ended ? 1 - Math.Min((at - ended) / TareTime, 1) : share);
    }

    private double DraughtAt(TimeSpan at)
    {
        if (Find(SensorFaultKind.Gusts) is not { } gust)
        {
            return 0;
        }

        var passed = (at - gust.From).TotalSeconds;
        var swell = Math.Sin(Math.PI * passed / gust.Plan.Length.TotalSeconds);
        return gust.Plan.Size * swell * Math.Sin(Math.Tau * gust.Plan.Pace * passed);
    }

    private RunningFault? Find(SensorFaultKind kind, bool ofCamera = false) =>
        _faults.Find(fault => fault.Plan.Kind == kind && fault.Plan.IsOfCamera == ofCamera && fault.From <= Now);

    private sealed class RunningFault(PlannedFault plan, TimeSpan from, TimeSpan to)
    {
        public PlannedFault Plan { get; } = plan;

        public TimeSpan From { get; } = from;

        public TimeSpan To { get; } = to;

        public bool HasBegun { get; set; }

        public TimeSpan? EndedAt { get; set; }
    }
}
