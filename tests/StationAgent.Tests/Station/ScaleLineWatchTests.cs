using StationAgent.Contracts;
using StationAgent.Scale;
using StationAgent.Station;
using Xunit;

namespace StationAgent.Tests.Station;

public sealed class ScaleLineWatchTests
{
    private readonly ScaleLineWatch _watch = new();
    private int _changes;

    public ScaleLineWatchTests() => _watch.HealthChanged += () => _changes++;

    [Fact]
    public void Many_lost_lines_are_told_once_with_an_example_and_no_longer_when_the_line_is_good_again()
    {
        Take(understood: 195, lost: 5);
        Take(understood: 390, lost: 10);
        Assert.Equal(1, _changes);
        Assert.Equal(
            new PartHealth(PartState.Degraded, "10 of 400 lines of the scale could not be used; the newest is '12.5', which has no unit"), Scale(PartHealth.Ok));

        Take(understood: 590, lost: 11);
        Assert.Equal(2, _changes);
        Assert.Equal(PartHealth.Ok, Scale(PartHealth.Ok));
    }

    [Fact]
    public void One_line_in_fifty_is_no_news()
    {
        for (var hundreds = 1; hundreds <= 10; hundreds++)
        {
            Take(understood: hundreds * 196, lost: hundreds * 4);
        }

        Assert.Equal(0, _changes);
    }

    [Fact]
    public void A_fault_of_the_scale_says_more_than_its_lines()
    {
        Take(understood: 0, lost: 200);
        Assert.Equal(new PartHealth(PartState.Failed, "it delivered nothing for 2 s"), Scale(new PartHealth(PartState.Failed, "it delivered nothing for 2 s")));
    }

    private void Take(long understood, long lost) => _watch.Take(new DroppedLines(understood, lost, "12.5", "which has no unit", []));

    private PartHealth Scale(PartHealth scale) => _watch.AddTo(Health(scale)).Scale;

    private static HealthState Health(PartHealth scale)
    {
        return new HealthState(DateTimeOffset.UnixEpoch, default, scale, PartHealth.Ok, PartHealth.Ok, PartHealth.Ok, PartHealth.Ok, default!, 0, default!);
    }
}
