using StationAgent.Configuration;

namespace StationAgent.Scale.Continuous;

/// <summary>A scale that streams lines, on a serial port or over TCP.</summary>
internal static class ContinuousDriver
{
    /// <summary>The entry of this driver in the table of scale drivers.</summary>
    public static ScaleDriver Entry { get; } = LineDriver.Of(
        "continuous",
        static options =>
        {
            var pattern = options.Line.ToPattern();
            return () => new ContinuousProtocol(pattern);
        },
        static options => Check(options.Line));

    private static IEnumerable<KeyFault> Check(ScaleLineOptions line)
    {
        if (line.Unit is { } unit && !MassUnit.TryParse(unit, out _))
        {
            yield return new KeyFault("Unit", $"expected {MassUnit.Allowed}, found \"{unit}\"");
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
