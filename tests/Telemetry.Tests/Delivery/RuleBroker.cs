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
    /// <param name="limit">By the clock of the test; default 12 h.</param>
    public async Task ServeUntilAsync(Func<bool> condition, string what, TimeSpan? limit = null)
    {
        var end = rig.Context.Now + (limit ?? TimeSpan.FromHours(12));
        await ServeAsync(() =>
        {
            Assert.True(rig.Context.Now < end, $"waited in vain for {what}; accepted {Accepted.Count} of {Sent} sent, set aside {rig.Outbox.SetAsideCount}, pending {rig.Outbox.Depth}");
            return condition();
        });
    }

    /// <summary>Serves for a time of the test's clock.</summary>
    public Task ServeForAsync(TimeSpan time)
    {
        var end = rig.Context.Now + time;
        return ServeAsync(() => rig.Context.Now >= end);
    }

    private async Task ServeAsync(Func<bool> isDone)
    {
        var link = rig.Start(window);
        var step = Step;
        while (!isDone())
        {
            if (rig.Publisher.TryTake(out var sent))
            {
                step = Step;
                Sent++;
                var answer = Rule(sent!);
                if (answer >= 0)
                {
                    if (answer < 0x80)
                    {
                        Accepted.Add(sent!.Sequence);
                    }

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
                rig.Time.Advance(step);

                // Hours in which nothing happens pass quickly.
                step = step * 1.1 < LongestStep ? step * 1.1 : LongestStep;
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
