using System.Collections.Immutable;
using System.Threading.Channels;
using StationAgent.DropOff;
using StationAgent.Sensors;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>
/// Owns the machine and the load tracker. One bounded channel, one consumer: samples, signals and results of effects come in, effects
/// go out and run outside. The loop never waits for an effect.
/// </summary>
/// <remarks>
/// Writers wait while the channel is full, so no weight and no result is dropped. Either <see cref="RunAsync"/> consumes
/// (the service), or a driver calls <see cref="DrainAsync"/> between the steps of virtual time; never both.
/// </remarks>
internal sealed class StationLoop : ILoopProgress, IStation, IStationTask
{
    private const int Capacity = 1024;

    private readonly Channel<StationInput> _inputs = Channel.CreateBounded<StationInput>(
        new BoundedChannelOptions(Capacity)
        {
            SingleReader = true,
            FullMode = BoundedChannelFullMode.Wait,

            // The thread that writes an input runs the loop's turn when the loop is waiting: waking another thread would cost more than the turn, forty times a second.
            AllowSynchronousContinuations = true,
        });

    private readonly LoadTracker _tracker;
    private readonly DropOffRules _rules;
    private readonly IEffectRunner _effects;
    private readonly ImmutableArray<IStationObserver> _observers;
    private DropOffState _state;
    private ImmutableArray<Effect> _startEffects;
    private long _turns;
    private int _effectsInFlight;

    /// <summary>Creates a loop; nothing happens before it starts to consume.</summary>
    /// <param name="tracker">Turns samples into loads.</param>
    /// <param name="rules">By which rules pieces are judged.</param>
    /// <param name="start">The first state of the machine.</param>
    /// <param name="effects">Carries out the effects of the machine.</param>
    /// <param name="observers">Observe the loop.</param>
    public StationLoop(
        LoadTracker tracker, DropOffRules rules, Transition start, IEffectRunner effects, IEnumerable<IStationObserver> observers)
    {
        _tracker = tracker;
        _rules = rules;
        _effects = effects;
        _observers = [.. observers];
        _state = start.State;
        _startEffects = start.Effects;
    }

    /// <inheritdoc/>
    public string Name => "station loop";

    /// <inheritdoc/>
    public long Turns => Interlocked.Read(ref _turns);

    /// <inheritdoc/>
    public DropOffState State => Volatile.Read(ref _state);

    /// <inheritdoc/>
    public ValueTask PostAsync(StationSignal signal, CancellationToken cancellationToken) => PostAsync(StationInput.Of(signal), cancellationToken);

    /// <summary>Hands an input to the loop; waits while the channel is full.</summary>
    public ValueTask PostAsync(StationInput input, CancellationToken cancellationToken) =>
        _inputs.Writer.WriteAsync(input, cancellationToken);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        try
        {
            while (await _inputs.Reader.WaitToReadAsync(cancellationToken))
            {
                ConsumeAvailable(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is ending, which is not a failure.
        }
    }

    /// <summary>Consumes until the channel is empty and no effect is under way; nothing more happens until time advances.</summary>
    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        Begin(cancellationToken);
        while (true)
        {
            ConsumeAvailable(cancellationToken);
            if (_effectsInFlight == 0 && !_inputs.Reader.TryPeek(out _))
            {
                return;
            }

            await _inputs.Reader.WaitToReadAsync(cancellationToken);
        }
    }

    private void ConsumeAvailable(CancellationToken cancellationToken)
    {
        while (_inputs.Reader.TryRead(out var input))
        {
            if (input.EndsEffect)
            {
                _effectsInFlight--;
            }

            if (input.IsSample)
            {
                Weigh(input.Sample, cancellationToken);
            }
            else if (input.Signal is { } signal && !IsContradicted(signal))
            {
                Step(signal, cancellationToken);
            }

            Interlocked.Increment(ref _turns);
        }
    }

    /// <summary>A scale that delivers again does not count as working while its readings cannot be trusted.</summary>
    private bool IsContradicted(StationSignal signal) =>
        signal is StationSignal.FaultCleared { Fault: StationFault.Scale } && _tracker.AreReadingsLost;

    private void Weigh(in ScaleSample sample, CancellationToken cancellationToken)
    {
        var weighed = _tracker.Process(sample, _state.NothingPending);
        foreach (var observer in _observers)
        {
            observer.OnSample(sample, _tracker.CurrentLoad);
        }

        if (weighed is not null)
        {
            Step(weighed, cancellationToken);
        }
    }

    private void Step(StationSignal signal, CancellationToken cancellationToken)
    {
        signal = WithKnowledgeOfTheScale(signal);
        var before = _state;
        var transition = DropOffMachine.Step(before, signal, _rules);
        Volatile.Write(ref _state, transition.State);
        foreach (var observer in _observers)
        {
            observer.OnStep(signal, before, transition.State);
        }

        StartAll(transition.Effects, cancellationToken);

        // The loop itself answers this effect, because it owns the zero of the scale.
        foreach (var effect in transition.Effects)
        {
            if (effect is Effect.SetZero zero && _tracker.TakeAsEmpty(signal.At) is { } cleared)
            {
                StartAll([zero.Alarm], cancellationToken);
                Step(cleared, cancellationToken);
            }
        }
    }

    private StationSignal WithKnowledgeOfTheScale(StationSignal signal)
    {
        switch (signal)
        {
            // A window ends when the readings of the scale have passed its end, not when a clock has.
            case StationSignal.Tick tick when _state is DropOffState.Watching:
                return tick with { LoadSeenAt = _tracker.SeenAtRest ?? TimeSpan.Zero, Load = _tracker.RestingSince is null ? null : _tracker.CurrentLoad };

            case EffectResult.LookedAgain seen:
                return seen with { ScaleRepeatedFor = _tracker.RepeatedFor };

            // Whatever happened while the scale was lost was not seen, however short that was.
            case StationSignal.FaultRaised { Fault: StationFault.Scale }:
                _tracker.ForgetLoad();
                return signal;
            default:
                return signal;
        }
    }

    private void Begin(CancellationToken cancellationToken)
    {
        var effects = _startEffects;
        _startEffects = [];
        StartAll(effects, cancellationToken);
    }

    private void StartAll(ImmutableArray<Effect> effects, CancellationToken cancellationToken)
    {
        foreach (var effect in effects)
        {
            foreach (var observer in _observers)
            {
                observer.OnEffect(effect);
            }

            Start(effect, cancellationToken);
        }
    }

    private void Start(Effect effect, CancellationToken cancellationToken)
    {
        var running = _effects.RunAsync(effect, cancellationToken);
        if (running is { IsCompletedSuccessfully: true, Result: null })
        {
            return;
        }

        // Incremented here and decremented when the one message of the effect is consumed, both on the loop's turn, so that a drain never misses an effect.
        _effectsInFlight++;
        _ = AnswerAsync(running, cancellationToken);
    }

    private async Task AnswerAsync(Task<StationSignal?> running, CancellationToken cancellationToken)
    {
        // An effect that answers at once must not post during the loop's own turn, because the loop could then wait for itself.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var answer = await running;
            await _inputs.Writer.WriteAsync(StationInput.EffectEnded(answer), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The loop is ending. What was stored remains stored; what was not stored was never shown as accepted.
        }
    }
}
