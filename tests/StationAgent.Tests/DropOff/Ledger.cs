using StationAgent.DropOff;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.DropOff;

/// <summary>Records what the machine did and fails at once when it breaks a promise.</summary>
internal sealed class Ledger
{
    private readonly HashSet<long> _captured = [];
    private readonly Dictionary<long, DropOffRecord> _asked = [];
    private readonly Dictionary<long, string> _stored = [];
    private readonly Dictionary<long, Outcome> _shown = [];
    private readonly HashSet<long> _refused = [];
    private readonly HashSet<long> _released = [];
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);
    private readonly HashSet<long> _amendmentsStored = [];
    private readonly Dictionary<long, AmendmentChange> _amended = [];
    private long _lastNumber;

    /// <summary>The phases that were seen, and the changes that amendments reported.</summary>
    public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

    public void Note(StationSignal signal, Transition transition)
    {
        Seen.Add(transition.State.GetType().Name);
        if (signal is EffectResult.Committed c && _asked.ContainsKey(c.Number))
        {
            _stored.TryAdd(c.Number, c.EventId);
        }

        if (signal is EffectResult.AmendmentCommitted a && _amended.ContainsKey(a.Number))
        {
            _amendmentsStored.Add(a.Number);
        }

        foreach (var effect in transition.Effects)
        {
            Note(signal, effect);
        }

        var memory = transition.State.Memory;
        Assert.True(transition.State is not DropOffState.Ready || (memory.Faults.IsEmpty && memory.Owed.IsEmpty), "ready with a fault or a debt");
        Assert.True(memory.LastNumber >= _lastNumber, "numbers ran backwards");
        _lastNumber = memory.LastNumber;
    }

    /// <summary>At rest, every piece that was looked at has exactly one end.</summary>
    public void Close(DropOffState state)
    {
        Assert.True(state is DropOffState.Ready, $"ends in {state.GetType().Name}");
        foreach (var number in _captured)
        {
            Assert.True(_shown.ContainsKey(number), $"no outcome of {number} was shown");
            Assert.Contains(number, _released);
            Assert.True(_asked.ContainsKey(number) || _refused.Contains(number), $"{number} has no event and was not refused");
        }

        foreach (var (number, eventId) in _stored)
        {
            Assert.Equal(_refused.Contains(number), _amended.TryGetValue(number, out var change) && change == AmendmentChange.Void);
            Assert.Equal(
                _shown[number] == Outcome.Accepted,
                _settled.Contains(eventId) || change is AmendmentChange.Withdrawn or AmendmentChange.Unsettled && _amended.ContainsKey(number));
        }

        Assert.Equal(_amended.Keys.Order(), _amendmentsStored.Order());
    }

    private void Note(StationSignal signal, Effect effect)
    {
        switch (effect)
        {
            case Effect.Capture e:

                // Pictures that were too early are taken again, but never after the judgement.
                Assert.False(_asked.ContainsKey(e.Number), $"{e.Number} was captured after it was judged");
                Assert.True(_captured.Add(e.Number) ? e.Number > _lastNumber - 1 : e.Number == _lastNumber, $"{e.Number} was captured out of order");
                break;
            case Effect.LookAgain e:
                Assert.DoesNotContain(e.Number, _released);
                break;
            case Effect.Classify e:
                Assert.Contains(e.Number, _captured);
                break;
            case Effect.Commit e:
                Assert.True(_asked.TryAdd(e.Number, e.Record), $"{e.Number} was committed twice");
                Assert.Equal(e.Number, e.Record.Number);
                Assert.True(e.Record.Recognition is null || e.Record.Recognition.Frames == e.Number, "judged by the pictures of another piece");
                Assert.True(e.Record.Mass is null || e.Record.Mass.Value.Mass >= new DropOffRules().Minimum, "less than a piece");
                Assert.Equal(e.Record.Outcome == Outcome.Accepted, e.Record.Reasons.IsEmpty);
                Assert.Equal(e.Record.Outcome == Outcome.Accepted, e.Record.Disposition != Disposition.None);
                break;
            case Effect.ShowOutcome e:
                Assert.True(_shown.TryAdd(e.Number, e.Outcome), $"the outcome of {e.Number} was shown twice");
                if (e.Reasons is [Reasons.NotStored])
                {
                    _refused.Add(e.Number);
                }

                Assert.True(e.Outcome != Outcome.Accepted || signal is EffectResult.Committed c && c.Number == e.Number, "accepted before it was stored");
                break;
            case Effect.CommitAmendment e:
                Seen.Add(e.Change.ToString());
                Assert.DoesNotContain(e.Number, _amendmentsStored);
                Assert.False(_settled.Contains(e.AmendsEventId), "amended after it was settled");
                Assert.True(_amended.TryAdd(e.Number, e.Change) || _amended[e.Number] == e.Change, $"{e.Number} was amended in two ways");
                Assert.Equal(e.Change == AmendmentChange.Void, _refused.Contains(e.Number));
                Assert.Equal(_stored[e.Number], e.AmendsEventId);
                break;
            case Effect.Settle e:
                Assert.True(_settled.Add(e.EventId), $"{e.EventId} was settled twice");
                Assert.Contains(e.EventId, _stored.Values, StringComparer.Ordinal);
                break;
            case Effect.Release e:
                Assert.True(_released.Add(e.Number), $"{e.Number} was released twice");
                break;
            default:
                break;
        }
    }
}
