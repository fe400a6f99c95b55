using System.Text;
using StationAgent.Scale;
using StationAgent.Scale.Continuous;
using StationAgent.Scale.Dialects;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Tests.Scale;

/// <summary>What a scale sends that cannot be used, from the line to the counters of the driver.</summary>
public sealed class DroppedLinesTests
{
    [Fact]
    public async Task A_scale_that_drops_the_unit_while_it_moves_is_counted_with_an_example()
    {
        var dropped = await DroppedAsync(new ScaleLineOptions(), "ST,GS,+    0.0g\r\n", "       0.4   \r\n");
        Assert.InRange(dropped.Share, 0.3, 0.7);
        Assert.True(dropped.NeedsSetting);
        Assert.Equal(("       0.4   ", LineFaults.NoUnit.Cause), (dropped.Example, dropped.Cause));
    }

    [Fact]
    public async Task Garbage_between_lines_is_counted()
    {
        var dropped = await DroppedAsync(new ScaleLineOptions(), "ST,GS,+    0.0g\r\n", "\u001b[2J#garbage\r\n");
        Assert.InRange(dropped.Share, 0.3, 0.7);
        Assert.Equal("\\x1b[2J#garbage", dropped.Example);
        Assert.False(dropped.NeedsSetting);
    }

    [Fact]
    public async Task Lines_without_an_end_are_counted()
    {
        var dropped = await DroppedAsync(new ScaleLineOptions(), "ST,GS,+    0.0g\r\n", new string('7', 300) + "\r\n");
        Assert.Contains(dropped.Causes, static cause => cause.Cause == LineFaults.TooLong.Cause);
    }

    [Fact]
    public async Task The_counts_last_when_the_scale_is_opened_again()
    {
        await using var device = await PluggedDevice.OnTcpAsync((stream, cancellationToken) => SendAsync(stream, ["ST,GS,+    0.0g\r\n", "nothing\r\n"], cancellationToken));
        var open = OpenerOf(new ScaleLineOptions { Port = device.Port });
        long first;
        await using (var scale = open())
        {
            await ReadAsync(scale, samples: 10);
            first = scale.Dropped.Count;
        }

        await using var again = open();
        await ReadAsync(again, samples: 10);
        Assert.True(again.Dropped.Count > first);
    }

    [Theory]
    [InlineData(@"^(?<status>.{3})\s*(?<value>[0-9]{1,6})\s+[0-9]+$", "g")]
    [InlineData(@"^...\s*(?<value>\d+)\d{6}$", "kg")]
    [InlineData(@"(?<value>\d{3})", "g")]
    public async Task A_negative_weight_of_a_Toledo_terminal_is_never_read_as_a_positive_one_by_a_pattern(string pattern, string unit)
    {
        await using var device = await PluggedDevice.OnTcpAsync((stream, cancellationToken) => SendAsync(stream, ["\u000242    345     0\r"], cancellationToken));
        await using var scale = OpenerOf(new ScaleLineOptions { Port = device.Port, Pattern = pattern, Unit = unit })();
        Assert.Contains("set Scale:Dialect to toledo", (await scale.LossAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Toledo_terminal_is_read_by_its_dialect()
    {
        await using var device = await PluggedDevice.OnTcpAsync((stream, cancellationToken) => SendAsync(stream, ["\u000242    345     0\r"], cancellationToken));
        await using var scale = OpenerOf(new ScaleLineOptions { Port = device.Port, Dialect = ScaleDialects.All.Single(static dialect => dialect.Name == "toledo") })();
        Assert.Equal(-3450, (await scale.SampleAsync()).Gross.Value, tolerance: 0.001);
    }

    [Fact]
    public async Task A_comma_with_two_readings_ends_with_both_in_the_message()
    {
        await using var device = await PluggedDevice.OnTcpAsync((stream, cancellationToken) => SendAsync(stream, ["  1,234 g\r\n"], cancellationToken));
        await using var scale = OpenerOf(new ScaleLineOptions { Port = device.Port })();
        var message = (await scale.LossAsync()).Message;
        Assert.Contains("1234 or 1.234", message, StringComparison.Ordinal);
        Assert.Contains("Scale:DecimalSign", message, StringComparison.Ordinal);
    }

    private static Func<IScale> OpenerOf(ScaleLineOptions line)
    {
        var options = new ScaleOptions { Driver = ContinuousDriver.Entry, Line = line };
        return options.Driver.Prepare(
            options, new ScaleServices(StationAgent.Clock.BootTimeProvider.Instance, static () => throw new InvalidOperationException("There is no simulated scale here.")));
    }

    private static async Task<DroppedLines> DroppedAsync(ScaleLineOptions line, params string[] lines)
    {
        await using var device = await PluggedDevice.OnTcpAsync((stream, cancellationToken) => SendAsync(stream, lines, cancellationToken));
        await using var scale = OpenerOf(line with { Port = device.Port })();
        await ReadAsync(scale, samples: 20);
        return scale.Dropped;
    }

    private static async Task ReadAsync(IScale scale, int samples)
    {
        for (var i = 0; i < samples; i++)
        {
            await scale.SampleAsync();
        }
    }

    private static async Task SendAsync(Stream stream, string[] lines, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        for (var i = 0; await timer.WaitForNextTickAsync(cancellationToken); i++)
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(lines[i % lines.Length]), cancellationToken);
        }
    }
}
