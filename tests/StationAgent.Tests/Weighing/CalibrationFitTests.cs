using System.Collections.Immutable;
using CsCheck;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Weighing;

public sealed class CalibrationFitTests
{
    private const double NoiseLimit = 2.2;

    private static readonly Gen<(double Zero, double PerGram)> Cell = Gen.Select(Gen.Double[-4e6, 4e6], Gen.Double[20, 2_000]);
    private static readonly Gen<double[]> Masses = Gen.Double[100, 10_000].Array[1, 6].Select(static masses => masses.Distinct().Order().ToArray());

    [Fact]
    public void A_straight_cell_is_found_again_and_accepted() => Gen.Select(Cell, Masses, Gen.Int[1, 4]).Sample(static (cell, masses, rounds) =>
    {
        var fit = CalibrationFit.Of(Points(cell, masses, rounds), NoiseLimit);
        Assert.Empty(fit.Problems);
        Assert.Equal(1, fit.Line!.Value.CountsPerGram / cell.PerGram, 1e-9);
        Assert.Equal(0, fit.LargestResidual, 1e-4);
        Assert.Equal(1_234, fit.Line.Value.MassOf(cell.Zero + (1_234 * cell.PerGram)).Value, 1e-3);
    });

    [Fact]
    public void Whatever_is_accepted_keeps_the_limits_at_every_mass() =>
        Gen.Select(Cell, Masses, Gen.Double[-40, 40].Array[24]).Sample(static (cell, masses, errors) =>
        {
            var points = Points(cell, masses, 3);
            points = [.. points.Select((point, i) => point with { Reading = point.Reading + (errors[i % errors.Length] * cell.PerGram) })];
            var fit = CalibrationFit.Of(points, NoiseLimit);
            if (!fit.Problems.IsEmpty)
            {
                return;
            }

            foreach (var point in points)
            {
                Assert.InRange(
                    Math.Abs((fit.Line!.Value.MassOf(point.Reading) - point.Known).Value), 0, CalibrationFit.LimitOf(point.Known));
            }

            Assert.InRange(fit.Repeatability, 0, CalibrationFit.LimitOf(points[^1].Known));
        });

    [Fact]
    public void A_mass_that_was_not_what_was_said_is_named_with_its_error()
    {
        var points = Points((100_000, 400), [500, 1_000, 2_000], 1);
        var fit = CalibrationFit.Of(points.SetItem(2, points[2] with { Reading = 100_000 + (1_100 * 400) }), NoiseLimit);
        Assert.Contains(fit.Problems, static problem => problem.StartsWith("1000 g is off by +", StringComparison.Ordinal) && problem.Contains("10.0 g is allowed", StringComparison.Ordinal));
    }

    [Fact]
    public void Readings_that_differ_from_round_to_round_are_refused()
    {
        var points = Points((0, 100), [1_000], 2);
        var fit = CalibrationFit.Of(points.SetItem(3, points[3] with { Reading = points[3].Reading + 1_200 }), NoiseLimit);
        Assert.Contains(fit.Problems, static problem => problem.StartsWith("1000 g was read 2 times with 11.9 g between", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_much_noise_is_refused() =>
        Assert.Contains("spread by 3.0 g", Assert.Single(CalibrationFit.Of([.. Points((0, 100), [1_000], 1).Select(static point => point with { Spread = 300 })], NoiseLimit).Problems), StringComparison.Ordinal);

    [Theory]
    [InlineData(new double[] { 500 }, "the empty platform (0 g) was not measured")]
    [InlineData(new double[] { 0 }, "no known mass")]
    [InlineData(new double[] { 0, 50 }, "the heaviest known mass is 50.0 g")]
    [InlineData(new double[] { -5, 0, 500 }, "is not a valid mass")]
    [InlineData(new double[0], "the empty platform (0 g) was not measured")]
    public void Masses_that_give_no_line_are_refused(double[] masses, string why)
    {
        var fit = CalibrationFit.Of([.. masses.Select(static mass => new CalibrationPoint(new Grams(mass), mass * 400, 20))], NoiseLimit);
        Assert.Null(fit.Line);
        Assert.Contains(why, Assert.Single(fit.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-400, "A+ and A-")]
    [InlineData(0, "check that the mass was on the platform")]
    public void Counts_that_do_not_rise_are_refused(double perGram, string why) =>
        Assert.Contains(why, Assert.Single(CalibrationFit.Of(Points((1_000_000, perGram), [1_000], 1), NoiseLimit).Problems), StringComparison.Ordinal);

    [Fact]
    public void Masses_that_were_mixed_up_are_refused()
    {
        var fit = CalibrationFit.Of([Point(0, 0), Point(500, 800_000), Point(2_000, 200_000)], NoiseLimit);
        Assert.Contains("from 500 g (800000) to 2000 g (200000): check that the masses were not mixed up", Assert.Single(fit.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scale_in_grams_is_verified_without_fitting_a_line()
    {
        // Four per cent too heavy and perfectly straight: a fitted line would not notice.
        ImmutableArray<CalibrationPoint> points = [Point(0, 3), Point(500, 523), Point(1_000, 1_043)];
        Assert.Contains("1000 g is off by +40.0 g", CalibrationFit.Verify(points, NoiseLimit).Problems[1], StringComparison.Ordinal);
        Assert.Empty(CalibrationFit.Verify([Point(0, 3), Point(500, 503.5), Point(1_000, 1_004)], NoiseLimit).Problems);
    }

    private static CalibrationPoint Point(double mass, double reading) => new(new Grams(mass), reading, 0.5);

    private static ImmutableArray<CalibrationPoint> Points((double Zero, double PerGram) cell, double[] masses, int rounds) =>
        [.. Enumerable.Range(0, rounds).SelectMany(_ => masses.Prepend(0))
            .Select(mass => new CalibrationPoint(new Grams(mass), cell.Zero + (mass * cell.PerGram), Spread: 10))];
}
