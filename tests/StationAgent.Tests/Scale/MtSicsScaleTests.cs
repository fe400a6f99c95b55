using StationAgent.Scale;
using StationAgent.Scale.MtSics;
using StationAgent.Testing;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Scale;

/// <summary>The driver against a scripted terminal, on a pty and over TCP.</summary>
public sealed class MtSicsScaleTests
{
    private const double Tolerance = 0.001;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_terminal_is_asked_for_its_number_and_streams(bool pty)
    {
        var terminal = new ScriptedTerminal();
        await using var device = await PlugAsync(terminal, pty);
        await using var scale = Open(device);

        var sample = await scale.SampleAsync();

        Assert.Equal(12.5, sample.Gross.Value, Tolerance);
        Assert.Equal(SampleStatus.Ok, sample.Status);
        Assert.Equal($"scale B021002593 at {device.Port}", scale.Name);
        Assert.Equal(["I4", "SIR"], terminal.Commands, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_terminal_that_knows_no_stream_is_asked_each_weight_at_the_configured_pace(bool pty)
    {
        var terminal = new ScriptedTerminal(knowsStream: false);
        await using var device = await PlugAsync(terminal, pty);
        await using var scale = Open(device, rateHz: 50);

        var first = await scale.SampleAsync();
        terminal.Grams = -3;
        var last = await scale.SampleAsync(static next => next.Gross.Value < 0);
        Assert.Equal(-3, last.Gross.Value, Tolerance);
        for (var i = 0; i < 10; i++)
        {
            last = await scale.SampleAsync();
        }

        // Ten paces of 20 ms at the least; the answer to the first may have come late.
        Assert.True(last.At - first.At >= TimeSpan.FromMilliseconds(120), $"asked ten times in {last.At - first.At}");
        Assert.Equal(["I4", "SIR", "SI"], terminal.Commands.Distinct(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Random_bytes_cost_one_weight_at_most(bool pty)
    {
        var terminal = new ScriptedTerminal();
        await using var device = await PlugAsync(terminal, pty);
        await using var scale = Open(device);
        await scale.SampleAsync();

        var random = new Random(8);
        for (var i = 0; i < 10; i++)
        {
            var noise = new byte[random.Next(1, 300)];
            random.NextBytes(noise);
            terminal.Disturb(noise);
            terminal.Grams++;
            var expected = terminal.Grams;
            var sample = await scale.SampleAsync(next => next.Gross.Value > expected - 0.5);
            Assert.Equal(expected, sample.Gross.Value, Tolerance);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Half_a_line_gives_no_weight_and_costs_one(bool pty)
    {
        var terminal = new ScriptedTerminal();
        await using var device = await PlugAsync(terminal, pty);
        await using var scale = Open(device);
        await scale.SampleAsync();

        terminal.Disturb("S S     999"u8.ToArray());
        terminal.Disturb("S S    5000.00 g\r\n"u8.ToArray());
        terminal.Disturb("S S     700.00 g\r\n"u8.ToArray());

        var sample = await scale.SampleAsync(static next => next.Gross.Value > 100);
        Assert.Equal(700, sample.Gross.Value, Tolerance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_terminal_that_forgot_the_stream_is_asked_again(bool pty)
    {
        var terminal = new ScriptedTerminal();
        await using var device = await PlugAsync(terminal, pty);
        await using var scale = Open(device);
        await scale.SampleAsync();

        terminal.PowerCycle();
        terminal.Grams = 77;

        Assert.Equal(77, (await scale.SampleAsync(static next => next.Gross.Value > 50)).Gross.Value, Tolerance);
        Assert.Equal(["I4", "SIR", "SIR"], terminal.Commands, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(true, "is unplugged")]
    [InlineData(false, "closed the connection")]
    public async Task An_unplugged_scale_is_lost_and_named(bool pty, string what)
    {
        await using var device = await PlugAsync(new ScriptedTerminal(), pty);
        await using var scale = Open(device);
        await scale.SampleAsync();

        await device.UnplugAsync();

        Assert.StartsWith($"{device.Port} {what}", (await scale.LossAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "cannot be opened: No such file or directory")]
    [InlineData(false, "cannot be reached: connection refused: nothing listens at this address and port")]
    public async Task A_scale_that_is_not_there_is_named_with_the_reason(bool pty, string why)
    {
        await using var device = await PlugAsync(new ScriptedTerminal(), pty);
        await device.UnplugAsync();
        await using var scale = Open(device);

        Assert.Equal($"{device.Port} {why}", (await scale.LossAsync()).Message);
    }

    [Fact]
    public async Task What_is_no_serial_port_is_refused()
    {
        var file = Path.GetTempFileName();
        await using (var scale = Open(file))
        {
            Assert.Equal($"{file} is not a serial port", (await scale.LossAsync()).Message);
        }

        File.Delete(file);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_device_with_another_protocol_is_distinguished_from_a_silent_one(bool pty)
    {
        await using var device = await PlugAsync(TalkNonsenseAsync, pty);
        await using var scale = Open(device);

        var loss = await scale.LossAsync();

        Assert.Contains("sends '$GPGGA,123519", loss.Message, StringComparison.Ordinal);
        Assert.Contains("Scale:BaudRate", loss.Message, StringComparison.Ordinal);
    }

    private static async Task TalkNonsenseAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await stream.WriteAsync("$GPGGA,123519,4807.038,N\r\n"u8.ToArray(), cancellationToken);
        }
    }

    private static Task<PluggedDevice> PlugAsync(ScriptedTerminal terminal, bool pty) => PlugAsync(terminal.RunAsync, pty);

    private static Task<PluggedDevice> PlugAsync(Func<Stream, CancellationToken, Task> script, bool pty) =>
        pty ? PluggedDevice.OnPtyAsync(script) : PluggedDevice.OnTcpAsync(script);

    private static IScale Open(PluggedDevice device, double rateHz = 10) => Open(device.Port, rateHz);

    private static IScale Open(string port, double rateHz = 10) => TestScales.Open(
        new ScaleOptions { Driver = MtSicsDriver.Entry, RateHz = rateHz, Line = new ScaleLineOptions { Port = port } });
}
