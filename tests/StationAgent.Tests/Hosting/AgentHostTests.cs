using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StationAgent.Cli;
using StationAgent.Contracts.Carbon;
using StationAgent.Hosting;
using StationAgent.Station;
using StationAgent.Tests.Configuration;
using Xunit;

namespace StationAgent.Tests.Hosting;

public sealed class AgentHostTests
{
    [Fact]
    public async Task The_loop_is_started_before_everything_that_sends_it_signals()
    {
        using var cases = new LimitCases();
        using var recogniser = ModelOption.Load(null);
        await using var host = (IAsyncDisposable)AgentHost.Build(
            cases.OptionsOf(("Logging:Level", "\"none\""), LimitCases.Driver("Signals", "simulated"))!, recogniser, FactorsDocument.Shipped);
        Assert.IsType<StationLoop>(((IHost)host).Services.GetServices<IStationTask>().First());
    }
}
