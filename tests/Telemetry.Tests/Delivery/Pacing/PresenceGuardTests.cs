using CsCheck;
using StationAgent.Telemetry.Delivery.Pacing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class PresenceGuardTests
{
    [Fact]
    public void The_first_replacement_is_answered_at_once_and_the_next_ten_seconds_later()
    {
        var guard = new PresenceGuard();
        Assert.Equal(TimeSpan.Zero, guard.Replaced(TimeSpan.FromSeconds(5)));
        Assert.Equal(TimeSpan.FromSeconds(7), guard.Replaced(TimeSpan.FromSeconds(8)));
        Assert.Null(guard.Replaced(TimeSpan.FromSeconds(9)));
        Assert.False(guard.TakeAlarm());
    }

    [Fact]
    public void Any_number_of_replacements_leads_to_at_most_one_birth_in_ten_seconds() => Gen.Int[0, 5_000].Array[1, 400].Sample(pauses =>
    {
        var guard = new PresenceGuard();
        var now = TimeSpan.FromHours(1);
        var births = new List<TimeSpan>();
        foreach (var pause in pauses)
        {
            now += TimeSpan.FromMilliseconds(pause);
            if (guard.Replaced(now) is { } wait)
            {
                births.Add(now + wait);
            }
        }

        Assert.All(births.Zip(births.Skip(1)), static pair => Assert.True(pair.Second - pair.First >= PresenceGuard.Between));
        Assert.True(births[^1] >= now - PresenceGuard.Between, "the last replacement is answered too");
    });

    [Fact]
    public void Births_that_do_not_help_raise_one_alarm()
    {
        var guard = new PresenceGuard();
        var alarms = 0;
        for (var second = 0; second < 500; second++)
        {
            guard.Replaced(TimeSpan.FromSeconds(second));
            alarms += guard.TakeAlarm() ? 1 : 0;
        }

        Assert.Equal(1, alarms);
    }

    [Fact]
    public void A_late_will_a_day_raises_none()
    {
        var guard = new PresenceGuard();
        for (var day = 0; day < 30; day++)
        {
            Assert.Equal(TimeSpan.Zero, guard.Replaced(TimeSpan.FromDays(day)));
            Assert.False(guard.TakeAlarm());
        }
    }
}
