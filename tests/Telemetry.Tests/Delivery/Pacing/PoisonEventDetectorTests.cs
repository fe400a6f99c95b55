using CsCheck;
using StationAgent.Telemetry.Delivery.Pacing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class PoisonEventDetectorTests
{
    private const int Window = 4;

    private readonly PoisonEventDetector _watch = new();

    [Fact]
    public void An_event_that_breaks_three_links_and_then_one_alone_is_set_aside()
    {
        for (var i = 0; i < PoisonEventDetector.LinksUntilSuspicion; i++)
        {
            Assert.Null(_watch.Alone);
            Assert.Null(_watch.LinkEnded([7, 8], byPeer: true));
        }

        Assert.Equal(7, _watch.Alone);
        Assert.Equal(7, _watch.LinkEnded([7], byPeer: true));
        Assert.Equal(8, _watch.Alone);
        _watch.Answered(8);
        Assert.Null(_watch.Alone);
    }

    [Fact]
    public void A_suspect_that_the_broker_answers_is_cleared()
    {
        Break(3, [7]);

        _watch.Answered(7);

        Assert.Null(_watch.Alone);
        Assert.Null(_watch.LinkEnded([7], byPeer: true));
        Assert.Null(_watch.Alone);
    }

    [Fact]
    public void A_lost_network_never_makes_events_suspected()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(_watch.LinkEnded([7, 8], byPeer: false));
            Assert.Null(_watch.Alone);
        }
    }

    [Fact]
    public void A_lost_network_does_not_convict_a_suspect_that_is_sent_alone()
    {
        Break(3, [7]);

        Assert.Null(_watch.LinkEnded([7], byPeer: false));
        Assert.Null(_watch.LinkEnded([], byPeer: true));

        Assert.Equal(7, _watch.Alone);
    }

    [Fact]
    public void An_answer_between_the_losses_starts_the_count_again()
    {
        Break(2, [7]);
        _watch.Answered(6);
        Break(1, [7]);

        Break(2, [7]);

        Assert.Null(_watch.Alone);
        Break(1, [7]);
        Assert.Equal(7, _watch.Alone);
    }

    [Fact]
    public void Only_events_in_flight_at_all_three_losses_are_suspected()
    {
        Break(1, [6, 7]);
        Break(1, [7, 8]);
        Break(1, [7, 9]);

        _watch.Forget(7);

        Assert.Null(_watch.Alone);
    }

    /// <summary>
    /// A broker that ends the link at some events and accepts all others, over a network that sometimes fails: in the end exactly those events
    /// are set aside, and everything else is delivered.
    /// </summary>
    [Fact]
    public void Exactly_the_events_that_break_links_are_set_aside() =>
        Gen.Select(Gen.Bool.Array[1, 24], Gen.Int[0, 99].Array[400]).Sample((poison, luck) =>
        {
            var watch = new PoisonEventDetector();
            var pending = new SortedSet<long>(Enumerable.Range(0, poison.Length).Select(n => (long)n));
            var aside = new SortedSet<long>();
            for (var link = 0; pending.Count > 0 && link < luck.Length; link++)
            {
                var networkFailsAfter = luck[link] < 20 ? luck[link] % 5 : int.MaxValue;
                if (Run(watch, poison, pending, networkFailsAfter, answersLost: luck[link] % 3) is { } culprit)
                {
                    aside.Add(culprit);
                    pending.Remove(culprit);
                }
            }

            Assert.Empty(pending);
            Assert.Equal(Enumerable.Range(0, poison.Length).Where(n => poison[n]).Select(n => (long)n), aside);
        });

    private static long? Run(PoisonEventDetector watch, bool[] poison, SortedSet<long> pending, int networkFailsAfter, int answersLost)
    {
        while (pending.Count > 0)
        {
            var alone = watch.Alone;
            var sent = alone is { } suspect ? [suspect] : pending.Take(Window).ToList();
            var good = sent.TakeWhile(n => !poison[(int)n]).ToList();
            var breaks = good.Count < sent.Count;
            var answered = breaks ? good.Count - Math.Min(answersLost, good.Count) : good.Count;
            for (var i = 0; i < answered; i++)
            {
                if (networkFailsAfter-- == 0)
                {
                    return watch.LinkEnded(sent[i..], byPeer: false);
                }

                watch.Answered(sent[i]);
                pending.Remove(sent[i]);
            }

            if (breaks)
            {
                return watch.LinkEnded(sent[answered..], byPeer: true);
            }
        }

        return null;
    }

    private void Break(int links, long[] inFlight)
    {
        for (var i = 0; i < links; i++)
        {
            Assert.Null(_watch.LinkEnded(inFlight, byPeer: true));
        }
    }
}
