using StationAgent.Scale.Lines;

namespace StationAgent.Scale;

/// <summary>What must hold between the keys of a scale on a line. Pure.</summary>
internal static class ScaleLineRules
{
    /// <summary>Everything that does not hold: the key to change and why.</summary>
    public static IEnumerable<(string Path, string Message)> Check(ScaleOptions scale)
    {
        if (scale.Driver is not (ScaleDriver.MtSics or ScaleDriver.Continuous))
        {
            yield break;
        }

        if (scale.Line.Port is not { } port)
        {
            yield return ("Scale:Port", $"is missing, must be {LineAddress.Allowed}");
        }
        else if (!LineAddress.TryParse(port, out _))
        {
            yield return ("Scale:Port", $"is \"{port}\", must be {LineAddress.Allowed}");
        }

        if (scale.Driver != ScaleDriver.Continuous)
        {
            yield break;
        }

        if (scale.Line.Unit is { } unit && !MassUnit.TryParse(unit, out _))
        {
            yield return ("Scale:Unit", $"is \"{unit}\", must be {MassUnit.Allowed}");
        }

        if (ProblemOfPattern(scale.Line) is { } problem)
        {
            yield return ("Scale:Pattern", problem);
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
