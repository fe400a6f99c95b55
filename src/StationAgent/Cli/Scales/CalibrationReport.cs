using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>A calibration for a person: what was measured, how well the line fits, and the verdict.</summary>
internal static class CalibrationReport
{
    /// <summary>Writes it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="points">What was measured.</param>
    /// <param name="fit">The fit of a line to the points.</param>
    /// <param name="unit">Unit of the scale: <c>counts</c> or <c>g</c>.</param>
    public static void Write(IAnsiConsole console, ImmutableArray<CalibrationPoint> points, CalibrationFit fit, string unit)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("known", $"read ({unit})", $"spread ({unit})", "weighs", "off by", "allowed");
        foreach (var column in table.Columns)
        {
            column.RightAligned().NoWrap();
        }

        for (var i = 0; i < points.Length; i++)
        {
            var point = points[i];
            var residual = fit.Line is null ? (double?)null : fit.Residuals[i];
            var limit = CalibrationFit.LimitOf(point.Known);
            table.AddRow(
                new Text(Invariant($"{point.Known.Value:0.###} g")),
                new Text(Invariant($"{point.Reading:0.0}")),
                new Text(Invariant($"{point.Spread:0.0}")),
                new Text(fit.Line is { } line ? Invariant($"{ScaleText.Plain(line.MassOf(point.Reading).Value):0.0} g") : "-"),
                new Text(residual is { } off ? Invariant($"{off:+0.00;-0.00;0.00} g") : "-", Math.Abs(residual ?? 0) > limit ? new Style(Color.Red) : Style.Plain),
                new Text(Invariant($"{limit:0.0} g")));
        }

        console.Write(table);
        if (fit.Line is { } good)
        {
            // A scale that reports grams has no fitted line to show, and each known mass tests it; a line always fits a single mass.
            if (unit != "g")
            {
                console.WriteLine(Invariant($"line           {good.CountsPerGram:0.0000} {unit} a gram, zero at {good.ZeroCounts:0.0} {unit}"));
            }

            console.WriteLine(unit != "g" && Masses(points) == 2
                ? "linearity      not checked: a line always fits a single known mass"
                : Invariant($"linearity      at most {fit.LargestResidual:0.00} g off a known mass"));
            console.WriteLine(points.Length == Masses(points)
                ? "repeatability  not checked: each mass was read once"
                : Invariant($"repeatability  at most {fit.Repeatability:0.00} g between two readings of one mass"));
            console.WriteLine(Invariant($"noise          single readings spread by at most {fit.Noise:0.00} g"));
        }

        foreach (var problem in fit.Problems)
        {
            console.WriteLine("refused: " + problem, new Style(Color.Red));
        }
    }

    private static int Masses(ImmutableArray<CalibrationPoint> points) => points.Select(static point => point.Known).Distinct().Count();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
