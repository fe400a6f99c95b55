using System.Diagnostics;
using StationAgent.Telemetry.Mqtt;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A broker that answers events by a rule, over as many links as that needs, with a clock that runs while nothing happens.</summary>
internal sealed class RuleBroker(DelivererRig rig, int window)
{
    /// <summary>In place of a reason code: the broker ends the link at this event.</summary>
    public const int EndsLink = -1;

    /// <summary>In place of a reason code: the broker ends the link at this event and says that it is not authorised.</summary>
    public const int EndsLinkAsNotAuthorised = -2;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(1);

    // By the real clock: the longest time in which the loop or the store may be at work, on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int MostSent = 50_000;

    /// <summary>The answer to an event.</summary>
    public required Func<SentEvent, int> Rule { get; set; }

    /// <summary>The events that were accepted, in their order.</summary>
    public List<long> Accepted { get; } = [];

    /// <summary>The links that the broker has ended.</summary>
    public int LinksEnded { get; private set; }

    /// <summary>The links that the agent itself has ended.</summary>
    public int Renewals { get; private set; }

    /// <summary>The events that were sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Serves until a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="what">What is waited for.</param>
    /// <param name="limit">By the clock of the test; default 12 h. When it has passed, the store still has some real time.</param>
    public async Task ServeUntilAsync(Func<bool> condition, string what, TimeSpan? limit = null)
    {
        if (!await ServeAsync(condition, rig.Context.Now + (limit ?? TimeSpan.FromHours(12))))
        {
            Assert.Fail($"waited in vain for {what}; accepted {Accepted.Count} of {Sent} sent, set aside {rig.Outbox.SetAsideCount}, pending {rig.Outbox.Depth}");
        }
    }

    /// <summary>Serves for a time of the test's clock.</summary>
    public Task ServeForAsync(TimeSpan time)
    {
        var end = rig.Context.Now + time;
        return ServeAsync(() => rig.Context.Now >= end, end);
    }

    /// <returns>Whether it is done; false when the end has passed before.</returns>
    private async Task<bool> ServeAsync(Func<bool> isDone, TimeSpan end)
    {
        var link = rig.Start(window);
        var step = Step;
        var (isOver, isFinished) = (false, false);
        var advanced = Stopwatch.GetTimestamp();
        while (!isOver && !(isFinished = isDone()))
        {
            // Looked at first: a loop at rest has sent all that it had to send.
            var isAtRest = rig.Time.IsAtRest;
            if (rig.Publisher.TryTake(out var sent))
            {
                step = Step;
                Assert.True(++Sent < MostSent, "there is no end of sending");
                var answer = Rule(sent!);
                if (answer >= 0)
                {
                    if (answer < 0x80)
                    {
                        Accepted.Add(sent!.Sequence);
                    }

                    rig.Time.Advance(AnswerTime);
                    sent!.Answer(answer);
                    continue;
                }

                LinksEnded++;
                await rig.BreakAsync(link, answer == EndsLinkAsNotAuthorised ? 0x87 : null);
                link = Again();
            }
            else if (link.IsCompleted)
            {
                var failure = await Assert.ThrowsAsync<LinkException>(() => link.Run);
                Assert.True(failure.IsRenewal, failure.Message);
                Renewals++;
                link = Again();
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
                if (isAtRest && rig.Context.Now < end)
                {
                    // Hours in which nothing happens pass quickly.
                    rig.Time.Advance(step);
                    advanced = Stopwatch.GetTimestamp();
                    step = step * 1.1 < LongestStep ? step * 1.1 : LongestStep;
                }

                isOver = Stopwatch.GetElapsedTime(advanced) > Patience;
            }
        }

        try
        {
            await link.DisposeAsync();
        }
        catch (LinkException failure) when (failure.IsRenewal)
        {
            Renewals++;
        }

        Drop();
        return isFinished;
    }

    private RunningDeliverer Again()
    {
        Drop();
        rig.Time.Advance(Step);
        return rig.Start(window);
    }

    // What was sent over a link that has ended.
    private void Drop()
    {
        while (rig.Publisher.TryTake(out _))
        {
            Sent++;
        }
    }
}
