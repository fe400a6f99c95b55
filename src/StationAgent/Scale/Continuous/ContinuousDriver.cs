using StationAgent.Configuration;
using StationAgent.Scale.Dialects;

namespace StationAgent.Scale.Continuous;

/// <summary>A scale that streams lines, on a serial port or over TCP.</summary>
internal static class ContinuousDriver
{
    /// <summary>The entry of this driver in the table of scale drivers.</summary>
    public static ScaleDriver Entry { get; } = LineDriver.Of(
        "continuous",
        Prepare,
        static options => Check(options.Line));

    private static Func<ILineProtocol> Prepare(ScaleOptions options)
    {
        var line = options.Line;
        if (line.Dialect != ScaleDialects.Pattern)
        {
            return () => new ContinuousProtocol(line.Dialect.Open(line), line.GrossOrNet);
        }

        // The expression is compiled once for all openings.
        var pattern = line.ToPattern();
        return () => new ContinuousProtocol(new ContinuousFormat(pattern), line.GrossOrNet);
    }

    private static IEnumerable<KeyFault> Check(ScaleLineOptions line)
    {
        if (!line.Dialect.Streams)
        {
            yield return new KeyFault("Dialect", $"a scale of dialect {line.Dialect.Name} sends nothing by itself: use Scale:Driver polled");
        }

        foreach (var fault in line.CheckUnit())
        {
            yield return fault;
        }

        if (ProblemOfPattern(line) is { } problem)
        {
            yield return new KeyFault("Pattern", problem);
        }
    }

    private static string? ProblemOfPattern(ScaleLineOptions line)
    {
        try
        {
            _ = line.ToPattern();
            return null;
        }
        catch (FormatException failure)
        {
            return failure.Message;
        }
    }
}
