using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Clock;
using StationAgent.Scale;
using StationAgent.Scale.MtSics;
using StationAgent.Sensors;
using StationAgent.Testing;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Scale;

/// <summary>The reader of the station with a scale on a real line, in real time.</summary>
public sealed class ScaleRecoveryTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Channel<StationSignal> _signals = Channel.CreateUnbounded<StationSignal>();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ScriptedTerminal _terminal = new();

    public void Dispose() => _stop.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_scale_that_was_unplugged_works_again_when_it_is_plugged_in(bool pty)
    {
        await using var device = await PlugAsync(pty);
        var reading = Read(device.Port);
        Assert.IsType<StationSignal.FaultCleared>(await NextSignalAsync());

        await device.UnplugAsync();
        var fault = Assert.IsType<StationSignal.FaultRaised>(await NextSignalAsync());
        Assert.Equal(StationFault.Scale, fault.Fault);
        Assert.StartsWith(device.Port, fault.Detail, StringComparison.Ordinal);

        await device.PlugAsync();
        Assert.IsType<StationSignal.FaultCleared>(await AfterRepeatedFaultsAsync());
        await EndAsync(reading);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_scale_that_fell_silent_is_opened_again_and_asked_again(bool pty)
    {
        await using var device = await PlugAsync(pty);
        var reading = Read(device.Port);
        Assert.IsType<StationSignal.FaultCleared>(await NextSignalAsync());

        _terminal.IsSilent = true;
        Assert.Equal("it delivered nothing for 2 s", Assert.IsType<StationSignal.FaultRaised>(await NextSignalAsync()).Detail);

        _terminal.PowerCycle();
        _terminal.IsSilent = false;
        Assert.IsType<StationSignal.FaultCleared>(await AfterRepeatedFaultsAsync());
        await EndAsync(reading);
    }

    private Task<PluggedDevice> PlugAsync(bool pty) =>
        pty ? PluggedDevice.OnPtyAsync(_terminal.RunAsync) : PluggedDevice.OnTcpAsync(_terminal.RunAsync);

    private Task Read(string port) => new SensorReader<IScale, ScaleSample>(
        StationFault.Scale,
        () => TestScales.Open(new ScaleOptions { Driver = MtSicsDriver.Entry, Line = new ScaleLineOptions { Port = port } }),
        static (scale, cancellationToken) => scale.NextAsync(cancellationToken),
        static (_, _) => ValueTask.FromResult(ReadingVerdict.Good),
        (signal, cancellationToken) => _signals.Writer.WriteAsync(signal, cancellationToken),
        BootTimeProvider.Instance,
        NullLogger.Instance).RunAsync(_stop.Token);

    private async Task<StationSignal> NextSignalAsync() =>
        await _signals.Reader.ReadAsync(_stop.Token).AsTask().WaitAsync(Limit, TimeProvider.System);

    /// <summary>While a device is away, how it fails may change: closed, refused, not there.</summary>
    private async Task<StationSignal> AfterRepeatedFaultsAsync()
    {
        StationSignal signal;
        do
        {
            signal = await NextSignalAsync();
        }
        while (signal is StationSignal.FaultRaised);
        return signal;
    }

    private async Task EndAsync(Task reading)
    {
        await _stop.CancelAsync();
        await reading;
    }
}
