using StationAgent.Benchmarks.StationDay;
using StationAgent.DropOff;
using StationAgent.Station;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.Benchmarks.ScaleDay;

/// <summary>Answers every effect at once and keeps what would have been stored. All pieces look like whole cartons.</summary>
internal sealed class DayEffects(LoadRest rest) : IEffectRunner
{
    private static readonly Task<StationSignal?> Nothing = Task.FromResult<StationSignal?>(null);

    private static readonly Recognition Carton = SureRecognition.Of("packaging/carton/intact");

    /// <summary>Station time.</summary>
    public TimeSpan Now { get; set; }

    /// <summary>Drop-offs since they were last taken out.</summary>
    public Queue<DropOffRecord> DropOffs { get; } = [];

    /// <summary>Amendments and alarms, for a person.</summary>
    public Queue<string> Others { get; } = [];

    /// <inheritdoc/>
    public Task<StationSignal?> RunAsync(Effect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case Effect.Capture capture:
                return Answer(new EffectResult.Captured(Now, capture.Number));
            case Effect.Classify classify:
                return Answer(new EffectResult.Classified(Now, classify.Number, Carton));
            case Effect.Commit commit:
                DropOffs.Enqueue(commit.Record);
                return Answer(new EffectResult.Committed(Now, commit.Number, "event"));
            case Effect.CommitAmendment amendment:
                Others.Enqueue($"amendment {amendment.Change} {amendment.Reason}");
                return Answer(new EffectResult.AmendmentCommitted(Now, amendment.Number));
            case Effect.RaiseAlarm alarm:
                Others.Enqueue($"alarm {alarm.Cause}: {alarm.Detail}");
                return Nothing;
            case Effect.AwaitClearView:
                return Answer(new StationSignal.ViewCleared(Now));
            case Effect.LookAgain look:
                return Answer(new EffectResult.LookedAgain(Now, look.Number, Now, IsAlike: true, Recognition: null));
            case Effect.AwaitRest:
                rest.Start(Now);
                return Nothing;
            default:
                return Nothing;
        }
    }

    private static Task<StationSignal?> Answer(StationSignal signal) => Task.FromResult<StationSignal?>(signal);
}
