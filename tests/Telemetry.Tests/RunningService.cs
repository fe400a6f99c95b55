using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Delivery.Commands;
using StationAgent.Telemetry.Mqtt;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A service that runs until it is stopped or disposed.</summary>
internal sealed class RunningService : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    private RunningService(TelemetryService service)
    {
        Service = service;
        _run = Task.Run(() => service.RunAsync(_stop.Token));
    }

    public TelemetryService Service { get; }

    public static RunningService Start(Outbox.Outbox outbox, int port, Action<TelemetryOptions>? configure = null, params IReadOnlyList<DeviceCommand> commands)
    {
        var options = new TelemetryOptions
        {
            Host = "127.0.0.1",
            Port = port,
            Station = "teststation",
            Device = "dev1",
            ConnectSpread = TimeSpan.Zero,
            Reconnect = new ReconnectOptions { Base = TimeSpan.FromMilliseconds(50), Maximum = TimeSpan.FromMilliseconds(200) },
        };
        configure?.Invoke(options);
        return new RunningService(new TelemetryService(outbox, options, TimeProvider.System, new Random(1), NullLogger.Instance) { Commands = commands });
    }

    public async Task UntilAsync(Func<TelemetrySnapshot, bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition(Service.Snapshot))
        {
            Assert.False(limit.IsCancellationRequested, $"waited in vain; now {Service.Snapshot}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Limit);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _run.WaitAsync(Limit).GetAwaiter().GetResult();
        _stop.Dispose();
        Service.Dispose();
    }
}
