using StationAgent.Configuration;

namespace StationAgent.Scale.Dialects;

/// <summary>A scale that is asked for each weight in its own dialect, on a serial port or over TCP.</summary>
internal static class PolledDriver
{
    /// <summary>The entry of this driver in the table of scale drivers.</summary>
    public static ScaleDriver Entry { get; } = LineDriver.Of(
        "polled",
        static options => () => new PolledProtocol(
            options.Line.Dialect.Open(options.Line), options.Line.Dialect.Request, TimeSpan.FromSeconds(1 / options.RateHz), options.Line.GrossOrNet),
        static options => Check(options.Line),
        hasSetRate: true);

    private static IEnumerable<KeyFault> Check(ScaleLineOptions line)
    {
        if (line.Dialect.Request.IsEmpty)
        {
            var known = ScaleDialects.All.Where(static dialect => !dialect.Request.IsEmpty).Select(static dialect => dialect.Name);
            yield return new KeyFault("Dialect", $"driver polled asks scales of the dialects {string.Join(", ", known)}; found \"{line.Dialect.Name}\"");
        }

        foreach (var fault in line.CheckUnit())
        {
            yield return fault;
        }
    }
}
