using System.Text;
using CsCheck;
using StationAgent.Scale;
using StationAgent.Scale.Continuous;
using StationAgent.Scale.Lines;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class ContinuousTests
{
    private static readonly TimeSpan Now = TimeSpan.FromMinutes(1);

    private static readonly Gen<string> AnyLine = Gen.OneOf(
        Gen.Byte.Array[1, LineSplitter.MaximumLength].Select(static bytes => Encoding.Latin1.GetString(bytes)),
        Generate.OneOf("ST,GS,+  0.123kg", "US,NT,-   12.3 g", "OL", "  12 ", "5 lb", "ST,TR,+ 1.000kg", "-0,5 kg"));

    [Theory]
    [InlineData("ST,GS,+  0.123kg", 123)]
    [InlineData("US,NT,-   12.3 g", -12.3)]
    [InlineData("ST,+00123.45  g", 123.45)]
    [InlineData("US,GS,-  0.005KG", -5)]
    [InlineData("+ 0,123 kg", 123)]
    [InlineData("   12.5 g", 12.5)]
    [InlineData("1 lb", 453.59237)]
    public void The_usual_forms_are_read_in_grams(string line, double grams)
    {
        Assert.True(new ScaleLineOptions().ToPattern().TryRead(line, out var reading));
        Assert.Equal(SampleStatus.Ok, reading.Status);
        Assert.Equal(grams, reading.Gross.Value, tolerance: 1e-6);
    }

    [Theory]
    [InlineData("OL", SampleStatus.Overload)]
    [InlineData("OL,GS,+ ----- kg", SampleStatus.Overload)]
    [InlineData("OL,+9999999E+19", SampleStatus.Overload)]
    [InlineData("UL,GS,-", SampleStatus.Underload)]
    public void A_scale_out_of_its_range_gives_a_status(string line, SampleStatus status)
    {
        Assert.True(new ScaleLineOptions().ToPattern().TryRead(line, out var reading));
        Assert.Equal((status, 0), (reading.Status, reading.Gross.Value));
    }

    [Theory]
    [InlineData("ST,TR,+  0.500kg")]
    [InlineData("QT,+00000012 PC")]
    [InlineData("12.5 pc")]
    [InlineData("0.1ST,GS,+  0.123kg")]
    [InlineData("12 34 g")]
    [InlineData("12.5")]
    public void What_is_no_mass_is_none(string line) => Assert.False(new ScaleLineOptions().ToPattern().TryRead(line, out _));

    [Fact]
    public void A_line_without_a_unit_has_the_configured_one()
    {
        Assert.True(new ScaleLineOptions { Unit = "kg" }.ToPattern().TryRead("  0.5", out var reading));
        Assert.Equal(500, reading.Gross.Value);
    }

    [Fact]
    public void A_pattern_and_its_words_can_be_anything()
    {
        var pattern = new ScaleLineOptions
        {
            Pattern = @"^W(?<value>-?\d+) (?<status>\w)$",
            Unit = "g",
            OverloadWords = "H, X",
            UnderloadWords = "L",
        }.ToPattern();
        Assert.True(pattern.TryRead("W-12 s", out var weight));
        Assert.Equal(-12, weight.Gross.Value);
        Assert.True(pattern.TryRead("W0 x", out var over));
        Assert.True(pattern.TryRead("W0 L", out var under));
        Assert.Equal((SampleStatus.Overload, SampleStatus.Underload), (over.Status, under.Status));
    }

    [Fact]
    public void Any_lines_are_refused_or_finite_and_mean_the_same_the_second_time() => AnyLine.Array[0, 40].Sample(static lines =>
    {
        var pattern = new ScaleLineOptions { Unit = "g" }.ToPattern();
        var protocol = new ContinuousProtocol(pattern);
        foreach (var line in lines.Concat(lines))
        {
            var understood = pattern.TryRead(line, out var reading);
            Assert.True(double.IsFinite(reading.Gross.Value));
            Assert.Equal(understood ? LineStep.Read(reading) : LineStep.NotUnderstood, protocol.Take(Encoding.Latin1.GetBytes(line), Now));
        }
    }, iter: 30);

    [Fact]
    public void A_line_that_comes_again_costs_no_allocation()
    {
        var protocol = new ContinuousProtocol(new ScaleLineOptions().ToPattern());
        long Run()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                protocol.Take(i % 2 == 0 ? "ST,GS,+  0.123kg"u8 : "ST,GS,+  0.124kg"u8, Now);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Run();
        Assert.InRange(Run(), 0, 1000 * 10);
    }
}
