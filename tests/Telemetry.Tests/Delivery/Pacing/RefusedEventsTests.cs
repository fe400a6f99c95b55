using CsCheck;
using StationAgent.Telemetry.Delivery.Pacing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class RefusedEventsTests
{
    private const string Topic = "evt/dropoff";

    private readonly RefusedEvents _refused = new();

    /// <summary>
    /// A rule that refuses everything from some moment on convicts nothing, in whatever order the answers to what is in flight are handled, and however
    /// often the refused events are sent again.
    /// </summary>
    [Fact]
    public void What_was_sent_before_a_refusal_is_no_control_for_it() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[1, 20], Gen.Int[0, int.MaxValue]).Sample((before, after, seed) =>
        {
            var refused = new RefusedEvents();
            var sent = Enumerable.Range(1, before + after).Select(n => (Number: (long)n, Place: refused.NextPlace())).ToArray();
            new Random(seed).Shuffle(sent);
            for (var round = 0; round < 3; round++)
            {
                foreach (var (number, place) in sent)
                {
                    if (number <= before)
                    {
                        Assert.Empty(refused.Accept(number, Topic, place));
                    }
                    else
                    {
                        Assert.Equal(RefusalVerdict.Unproven, refused.Refuse(number, Topic, place));
                    }
                }

                Assert.Equal(after, refused.CountWithoutControl(Topic));
                Assert.False(refused.IsAcceptedAfterAll(Topic));
                sent = [.. sent.Where(one => one.Number > before).Select(one => (one.Number, refused.NextPlace()))];
            }
        });

    [Fact]
    public void One_that_was_sent_later_and_got_through_is_a_control_whichever_answer_is_handled_first()
    {
        var (bad, good) = (_refused.NextPlace(), _refused.NextPlace());
        _refused.Accept(2, Topic, good);
        Assert.Equal(RefusalVerdict.SendAgain, _refused.Refuse(1, Topic, bad));
        Assert.Equal(RefusalVerdict.Convicted, _refused.Refuse(1, Topic, _refused.NextPlace()));

        (bad, good) = (_refused.NextPlace(), _refused.NextPlace());
        Assert.Equal(RefusalVerdict.Unproven, _refused.Refuse(3, Topic, bad));
        _refused.Accept(4, Topic, good);
        Assert.True(_refused.IsAcceptedAfterAll(Topic));
        Assert.Equal(RefusalVerdict.Convicted, _refused.Refuse(3, Topic, _refused.NextPlace()));
    }

    [Fact]
    public void Another_topic_is_no_control()
    {
        _refused.Refuse(1, Topic, _refused.NextPlace());
        _refused.Accept(2, "evt/alarm", _refused.NextPlace());

        Assert.Equal(RefusalVerdict.Unproven, _refused.Refuse(1, Topic, _refused.NextPlace()));
    }

    [Fact]
    public void An_event_that_ended_a_link_is_sent_alone_once_there_is_a_control()
    {
        _refused.Refuse(1, Topic, _refused.NextPlace(), endedLink: true);
        _refused.Refuse(2, Topic, _refused.NextPlace());

        Assert.Equal([1L], _refused.Accept(3, Topic, _refused.NextPlace()));
    }
}
