using Microsoft.Extensions.Time.Testing;
using StationAgent.Hosting;
using Xunit;

namespace StationAgent.Tests.Hosting;

public sealed class ServiceEndTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _givenUp = [];

    [Fact]
    public void After_the_limit_it_says_what_it_waits_for()
    {
        using var end = new ServiceEnd(_time, _givenUp.Add);
        _time.Advance(TimeSpan.FromDays(1));
        end.Begin();
        end.WaitingFor = "the store to close";
        _time.Advance(ServiceEnd.Limit - TimeSpan.FromMilliseconds(1));

        // As the second of two signals.
        end.Begin();
        Assert.Empty(_givenUp);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["the store to close"], _givenUp);
    }

    [Fact]
    public void A_service_that_has_ended_is_not_given_up()
    {
        using (var end = new ServiceEnd(_time, _givenUp.Add))
        {
            end.Begin();
        }

        _time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(_givenUp);
    }

    [Fact]
    public void The_shipped_unit_gives_more_time_than_the_limit()
    {
        var unit = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "station-agent.service"));
        var seconds = int.Parse(Assert.Single(unit, static line => line.StartsWith("TimeoutStopSec=", StringComparison.Ordinal))["TimeoutStopSec=".Length..], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(TimeSpan.FromSeconds(seconds) >= ServiceEnd.Limit + TimeSpan.FromSeconds(2));
    }
}
