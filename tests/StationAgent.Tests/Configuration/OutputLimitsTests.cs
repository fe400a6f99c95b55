using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.BinLevel;
using StationAgent.Cli;
using StationAgent.Clock;
using StationAgent.Contracts.Carbon;
using StationAgent.Hosting;
using StationAgent.Signals;
using StationAgent.Signals.Patterns;
using StationAgent.Station.Recording;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Tests.Configuration;

/// <summary>Every driver of lamps, displays and bin levels opens, or says what is missing, with the least and the greatest value of every key.</summary>
public sealed class OutputLimitsTests : IDisposable
{
    private readonly LimitCases _cases = new();

    public void Dispose() => _cases.Dispose();

    [Fact]
    public async Task Every_signal_driver_opens_or_says_what_is_missing_at_every_limit()
    {
        foreach (var driver in SignalDrivers.All)
        {
            var opened = 0;
            foreach (var (key, limit) in LimitCases.LimitsOf("Signals"))
            {
                var options = _cases.OptionsOf(
                    LimitCases.Driver("Signals", driver.Name),
                    ("Signals:GpioChip", LimitCases.NoSuchNumber),
                    ("Signals:Pins:Ready", "5"),
                    ("Signals:Spi:Bus", LimitCases.NoSuchNumber),
                    (key.Path, limit))?.Signals;
                if (options is not null && driver.Prepare is { } prepare
                    && !LimitCases.IsReal(driver.Lines(options)) && !LimitCases.IsReal($"/dev/spidev{options.Spi.Bus}.{options.Spi.ChipSelect}"))
                {
                    opened++;
                    await LimitCases.AssertMissingAsync($"{driver.Name} {key.Path} = {limit}", () =>
                    {
                        using var outputs = prepare(options, NullLogger.Instance)(Outputs.OutOfService);
                        outputs.Set(Outputs.Ready);
                        return Task.CompletedTask;
                    });
                }
            }

            Assert.Equal(driver.Prepare is not null, opened > 0);
        }
    }

    [Fact]
    public async Task Every_display_driver_opens_or_says_what_is_missing_at_every_limit()
    {
        foreach (var driver in DisplayDrivers.All)
        {
            var opened = 0;
            foreach (var (key, limit) in LimitCases.LimitsOf("Display"))
            {
                var options = _cases.OptionsOf(
                    LimitCases.Driver("Display", driver.Name), ("Display:I2cBus", LimitCases.NoSuchNumber), (key.Path, limit))?.Display;
                if (options is not null && driver.Open is { } open && !LimitCases.IsReal($"/dev/i2c-{options.I2cBus}"))
                {
                    opened++;
                    await LimitCases.AssertMissingAsync($"{driver.Name} {key.Path} = {limit}", () =>
                    {
                        using var display = open(options);
                        display.Set(new VisitorMessage("Ready"));
                        return Task.CompletedTask;
                    });
                }
            }

            Assert.Equal(driver.Open is not null, opened > 0);
        }
    }

    [Fact]
    public async Task Every_bin_level_driver_opens_and_says_what_is_missing_at_every_limit()
    {
        using var recogniser = ModelOption.Load(null);
        await using var host = (IAsyncDisposable)AgentHost.Build(_cases.OptionsOf(("Logging:Level", "\"none\""))!, recogniser, FactorsDocument.Shipped);
        var parts = ((IHost)host).Services;
        var services = new BinLevelServices(
            parts.GetRequiredService<Outbox>(), parts.GetRequiredService<AlarmLimiter>(), BootTimeProvider.Instance, NullLogger<IBinWatch>.Instance);
        foreach (var driver in BinLevelDrivers.All)
        {
            var opened = 0;
            foreach (var (key, limit) in LimitCases.LimitsOf("Bin:Level"))
            {
                var options = _cases.OptionsOf(
                    ("Station:Platform", "\"bin\""),
                    LimitCases.Driver("Bin:Level", driver.Name),
                    ("Bin:Level:GpioChip", LimitCases.NoSuchNumber),
                    ("Bin:Level:TriggerPin", "5"),
                    ("Bin:Level:EchoPin", "6"),
                    ("Bin:Level:I2cBus", LimitCases.NoSuchNumber),
                    ("Bin:Level:EmptyMillimetres", "800"),
                    ("Bin:Level:FullMillimetres", "150"),
                    ("Bin:Level:CapacityGrams", "10000"),
                    (key.Path, limit))?.BinLevel;
                if (options is not null && driver.Open is { } open
                    && !LimitCases.IsReal(driver.Lines(options)) && !LimitCases.IsReal($"/dev/i2c-{options.I2cBus}"))
                {
                    opened++;
                    await AssertSaysWhatIsMissingAsync($"{driver.Name} {key.Path} = {limit}", open(options, services), isOnScale: driver == BinLevelDrivers.Mass);
                }
            }

            Assert.Equal(driver.Open is not null, opened > 0);
        }
    }

    /// <summary>A watch reports every failure as the health of the bin, so the report must be the one of a device that does not exist.</summary>
    private static async Task AssertSaysWhatIsMissingAsync(string what, IBinWatch watch, bool isOnScale)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var before = watch.Health.Detail;
        var running = watch.RunAsync(stop.Token);
        if (!isOnScale)
        {
            await Eventually.HoldsAsync(() => watch.Health.Detail != before);
            Assert.True(watch.Health.Detail!.StartsWith("there is no /dev/", StringComparison.Ordinal), $"{what}: {watch.Health.Detail}");
        }

        await stop.CancelAsync();
        await running;
        (watch as IDisposable)?.Dispose();
    }
}
