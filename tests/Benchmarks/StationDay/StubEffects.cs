using StationAgent.DropOff;
using StationAgent.Simulation;
using StationAgent.Simulation.World;
using StationAgent.Station;
using StationAgent.Station.Recording;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.Benchmarks.StationDay;

/// <summary>Answers every effect at once: the classifier knows the truth, the store is <see cref="MemoryStore"/>.</summary>
internal sealed class StubEffects(
    SimulatedWorld world, EventFactory events, MemoryStore store, LoadRest rest, SimulatedDisplay display, VirtualTimeProvider time) : IEffectRunner
{
    private static readonly Task<StationSignal?> Nothing = Task.FromResult<StationSignal?>(null);

    /// <inheritdoc/>
    public Task<StationSignal?> RunAsync(Effect effect, CancellationToken cancellationToken)
    {
        var at = time.Elapsed;
        switch (effect)
        {
            case Effect.Capture capture:
                return Answer(new EffectResult.Captured(at, capture.Number));
            case Effect.Classify classify:
                return Answer(new EffectResult.Classified(at, classify.Number, Recognise()));
            case Effect.Commit commit:
                return Answer(new EffectResult.Committed(at, commit.Number, store.AppendDropOff(events.DropOff(commit.Record, static id => id)).ToString()));
            case Effect.CommitAmendment amendment:
                store.Append(events.Amendment(() => amendment.AmendsEventId, amendment.Change, amendment.Reason));
                return Answer(new EffectResult.AmendmentCommitted(at, amendment.Number));
            case Effect.RaiseAlarm alarm:
                store.Append(events.Alarm(alarm.Cause, alarm.Detail));
                return Nothing;
            case Effect.AwaitClearView:
                return Answer(new StationSignal.ViewCleared(at));
            case Effect.LookAgain look:
                return Answer(new EffectResult.LookedAgain(at, look.Number, at, IsAlike: true, Recognition: null));
            case Effect.LookAtPlatform:
                return Answer(new EffectResult.PlatformSeen(at, IsEmpty: false));
            case Effect.SetZero:
                return Nothing;
            case Effect.AwaitRest:
                rest.Start(at);
                return Nothing;
            case Effect.ShowStatus status:
                display.ShowStatus(status.Status);
                return Nothing;
            case Effect.ShowOutcome outcome:
                display.ShowOutcome(outcome.Number, outcome.Outcome, outcome.Reasons);
                return Nothing;
            case Effect.Settle or Effect.Release:
                return Nothing;
            default:
                throw new InvalidOperationException($"No stub knows the effect {effect.GetType().Name}.");
        }
    }

    private static Task<StationSignal?> Answer(StationSignal signal) => Task.FromResult<StationSignal?>(signal);

    private Recognition Recognise() => SureRecognition.Of(world.LastPresented!.Item.Class);
}
