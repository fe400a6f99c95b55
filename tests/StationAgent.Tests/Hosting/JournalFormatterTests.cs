using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Hosting;
using Xunit;

namespace StationAgent.Tests.Hosting;

public sealed class JournalFormatterTests
{
    [Theory]
    [InlineData(LogLevel.Debug, 7)]
    [InlineData(LogLevel.Information, 6)]
    [InlineData(LogLevel.Warning, 4)]
    [InlineData(LogLevel.Error, 3)]
    [InlineData(LogLevel.Critical, 2)]
    public void A_message_is_one_line_with_its_priority(LogLevel level, int priority) =>
        Assert.Equal($"<{priority}>StationAgent.Part[17] It works.{Environment.NewLine}", Write(level, "It works.", failure: null));

    [Fact]
    public void Nothing_in_a_message_or_an_error_begins_another_line()
    {
        var line = Write(LogLevel.Error, "a\n<0>kernel: panic\r\u001b[2J\u2028b", new InvalidOperationException("c\n<0>d"));
        Assert.StartsWith("<3>StationAgent.Part[17] a <0>kernel: panic", line, StringComparison.Ordinal);
        Assert.Contains("c <0>d", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line[..^Environment.NewLine.Length], static one => char.IsControl(one) || one == '\u2028');
    }

    private static string Write(LogLevel level, string text, Exception? failure)
    {
        using var writer = new StringWriter();
        new JournalFormatter().Write(
            new LogEntry<string>(level, "StationAgent.Part", new EventId(17), text, failure, static (state, _) => state), scopeProvider: null, writer);
        return writer.ToString();
    }
}
