using System.Globalization;
using Microsoft.Extensions.Logging;
using StationAgent.Vision.Capture.V4l2;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.V4l2;

public sealed class LossReportTests
{
    [Fact]
    public void Missing_frames_are_reported_at_once_then_once_a_minute_and_at_the_end()
    {
        var log = new Lines();
        var losses = new LossReport("/dev/video7", log);

        losses.Take(damaged: 0, lost: 0, TimeSpan.FromSeconds(1));
        losses.Take(damaged: 1, lost: 2, TimeSpan.FromSeconds(2));
        losses.Take(damaged: 4, lost: 2, TimeSpan.FromSeconds(61));
        losses.Take(damaged: 5, lost: 2, TimeSpan.FromSeconds(62));
        losses.Take(damaged: 5, lost: 2, TimeSpan.FromSeconds(200));
        losses.Take(damaged: 5, lost: 3, TimeSpan.FromSeconds(201));
        losses.Take(damaged: 6, lost: 3, TimeSpan.FromSeconds(202));
        losses.End(damaged: 6, lost: 3);
        losses.End(damaged: 6, lost: 3);

        Assert.Equal(["1 2", "4 0", "0 1", "1 0"], log.Told);
    }

    private sealed class Lines : ILogger
    {
        public List<string> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = Assert.IsAssignableFrom<IReadOnlyList<KeyValuePair<string, object?>>>(state).ToDictionary(StringComparer.Ordinal);
            Told.Add(string.Create(CultureInfo.InvariantCulture, $"{values["Damaged"]} {values["Lost"]}"));
        }
    }
}
