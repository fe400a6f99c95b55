using System.Text;
using StationAgent.Scale;
using StationAgent.Scale.Dialects;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Tests.Scale.Dialects;

/// <summary>Scales that are asked for each weight, each against a scripted device that answers its own request and no other.</summary>
public sealed class PolledScaleTests
{
    public static TheoryData<string, string, string, double> Scales() => new()
    {
        { "a_and_d", "Q\r\n", "ST,+001234.5  g\r\n", 1234.5 },
        { "adam", "G\r\n", "G   +   2.00 kg\r\n", 2000 },
        { "kern", "w", "        123.4 g  \r\n", 123.4 },
        { "nci", "W\r", "\n0001.23kg\r\n00\r\u0003", 1230 },
        { "ohaus", "IP\r\n", "     192.21 g\r\n", 192.21 },
        { "sbi", "\u001bP\r\n", "+   1255.7 g  \r\n", 1255.7 },
        { "toledo_8217", "W", "\u000202.345\r", 2345 },
    };

    [Fact]
    public void Every_dialect_with_a_request_is_tried() => Assert.Equal(
        ScaleDialects.All.Where(static dialect => !dialect.Request.IsEmpty && dialect.Name != "cas_enq").Select(static dialect => dialect.Name),
        Scales().Select(static row => row.Data.Item1),
        StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Scales))]
    public async Task A_scale_that_answers_its_request_gives_weights(string dialect, string request, string answer, double grams)
    {
        await using var device = await PluggedDevice.OnTcpAsync((stream, cancellationToken) => AnswerAsync(stream, [(request, answer)], cancellationToken));
        await using var scale = TestScales.Open(OptionsOf(dialect, device.Port));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(grams, (await scale.SampleAsync()).Gross.Value, tolerance: 0.001);
        }
    }

    [Fact]
    public async Task A_CAS_scale_is_asked_in_two_steps_as_by_a_cash_register()
    {
        const string Block = "S 01.234kg";
        var answer = $"\u0001\u0002{Block}{Block.Aggregate('\0', static (check, character) => (char)(check ^ character))}\u0003\u0004";
        await using var device = await PluggedDevice.OnTcpAsync((stream, cancellationToken) => AnswerAsync(stream, [("\u0005", "\u0006"), ("\u0011", answer)], cancellationToken));
        await using var scale = TestScales.Open(OptionsOf("cas_enq", device.Port));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(1234, (await scale.SampleAsync()).Gross.Value, tolerance: 0.001);
        }
    }

    [Fact]
    public void An_answer_that_does_not_come_is_asked_for_again_and_one_that_came_sets_the_pace()
    {
        var dialect = DialectReader.DialectOf("ohaus");
        var protocol = new PolledProtocol(dialect.Open(new ScaleLineOptions()), dialect.Request, TimeSpan.FromMilliseconds(100), GrossOrNet.Any);
        var now = TimeSpan.FromMinutes(1);
        Assert.Equal("IP\r\n", Encoding.ASCII.GetString(protocol.Start(now).Send.Span));
        Assert.Equal(now + TimeSpan.FromMilliseconds(400), protocol.WakeAt);

        now = protocol.WakeAt;
        Assert.Equal("IP\r\n", Encoding.ASCII.GetString(protocol.Wake(now).Send.Span));
        Assert.NotNull(protocol.Take("     192.21 g"u8, now + TimeSpan.FromMilliseconds(30)).Reading);
        Assert.Equal(now + TimeSpan.FromMilliseconds(100), protocol.WakeAt);
        Assert.Same(LineFaults.UnknownRequest, protocol.Take("ES"u8, now + TimeSpan.FromMilliseconds(40)).Fault);
    }

    private static ScaleOptions OptionsOf(string dialect, string port) => new()
    {
        Driver = PolledDriver.Entry,
        RateHz = 50,
        Line = new ScaleLineOptions { Port = port, Dialect = DialectReader.DialectOf(dialect), Unit = dialect == "toledo_8217" ? "kg" : null },
    };

    internal static async Task AnswerAsync(Stream stream, (string Request, string Answer)[] dialogue, CancellationToken cancellationToken)
    {
        var asked = new StringBuilder();
        var buffer = new byte[64];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            asked.Append(Encoding.Latin1.GetString(buffer, 0, count));
            foreach (var (request, answer) in dialogue)
            {
                if (asked.ToString() == request)
                {
                    asked.Clear();
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), cancellationToken);
                }
            }
        }
    }
}

public sealed class PolledScaleContractTests : ScaleContract
{
    internal override async Task<ScaleRig> StartAsync()
    {
        var device = await PluggedDevice.OnPtyAsync(static (stream, cancellationToken) => PolledScaleTests.AnswerAsync(stream, [("w", "        123.4 g  \r\n")], cancellationToken));
        return new ScaleRig(
            () => TestScales.Open(new ScaleOptions { Driver = PolledDriver.Entry, RateHz = 50, Line = new ScaleLineOptions { Port = device.Port, Dialect = DialectReader.DialectOf("kern") } }),
            device.UnplugAsync,
            device.DisposeAsync);
    }
}
