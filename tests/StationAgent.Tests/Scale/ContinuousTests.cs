using System.Text;
using CsCheck;
using StationAgent.Scale;
using StationAgent.Scale.Continuous;
using StationAgent.Scale.Lines;
using StationAgent.Testing;
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
        var reading = Read(new ScaleLineOptions(), line)!.Value;
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
        var reading = Read(new ScaleLineOptions(), line)!.Value;
        Assert.Equal((status, 0), (reading.Status, reading.Gross.Value));
    }

    [Theory]
    [InlineData("QT,+00000012 PC")]
    [InlineData("12.5 pc")]
    [InlineData("0.1ST,GS,+  0.123kg")]
    [InlineData("12 34 g")]
    [InlineData("12.5")]
    public void What_is_no_mass_is_none(string line) => Assert.Null(Read(new ScaleLineOptions(), line));

    [Fact]
    public void A_line_without_a_unit_has_the_configured_one()
    {
        Assert.Equal(500, Read(new ScaleLineOptions { Unit = "kg" }, "  0.5")!.Value.Gross.Value);
    }

    [Fact]
    public void A_pattern_and_its_words_can_be_anything()
    {
        var options = new ScaleLineOptions
        {
            Pattern = @"^W(?<value>-?\d+) (?<status>\w)$",
            Unit = "g",
            OverloadWords = "H, X",
            UnderloadWords = "L",
        };
        Assert.Equal(-12, Read(options, "W-12 s")!.Value.Gross.Value);
        Assert.Equal(SampleStatus.Overload, Read(options, "W0 x")!.Value.Status);
        Assert.Equal(SampleStatus.Underload, Read(options, "W0 L")!.Value.Status);
    }

    [Fact]
    public void Any_lines_are_refused_or_finite_and_mean_the_same_the_second_time() => AnyLine.Array[0, 40].Sample(static lines =>
    {
        var format = new ContinuousFormat(new ScaleLineOptions { Unit = "g", DecimalSign = DecimalSign.Comma }.ToPattern());
        var verdicts = lines.Select(line => format.Read(Encoding.Latin1.GetBytes(line))).ToList();
        Assert.All(verdicts, static verdict => Assert.True(double.IsFinite(verdict.Reading.GetValueOrDefault().Gross.Value)));
        Assert.Equal(verdicts, lines.Select(line => format.Read(Encoding.Latin1.GetBytes(line))));
    }, iter: 30);

    [Fact]
    public void A_line_that_comes_again_costs_no_allocation()
    {
        var protocol = new ContinuousProtocol(new ContinuousFormat(new ScaleLineOptions().ToPattern()), GrossOrNet.Any);
        void Run()
        {
            for (var i = 0; i < 1000; i++)
            {
                protocol.Take(i % 2 == 0 ? "ST,GS,+  0.123kg"u8 : "ST,GS,+  0.124kg"u8, Now);
            }
        }

        Run();
        Assert.InRange(Allocations.Least(Run), 0, 1000 * 10);
    }

    [Fact]
    public void A_scale_that_has_shown_what_its_comma_means_is_read_above_a_kilogram_too()
    {
        var format = new ContinuousFormat(new ScaleLineOptions().ToPattern());
        Assert.Same(LineFaults.TwoReadings, format.Read("ST,GS,+  1,234kg"u8).Fault);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(0, format.Read("ST,GS,+  0,000kg"u8).Reading!.Value.Gross.Value);
        }

        Assert.Equal(1234, format.Read("ST,GS,+  1,234kg"u8).Reading!.Value.Gross.Value, tolerance: 1e-6);
    }

    /// <summary>Five damaged lines of a scale that separates thousands are no decimals.</summary>
    [Theory]
    [InlineData("  1,34 g", "  1,34 g")]
    [InlineData("  0,234 g", "  980 g")]
    [InlineData("ST,GS,+001,234g", "ST,GS,+001,234g")]
    public void Lines_that_another_scale_may_write_too_prove_no_decimal_comma(string line, string other)
    {
        var format = new ContinuousFormat(new ScaleLineOptions().ToPattern());
        for (var i = 0; i < 20; i++)
        {
            format.Read(Encoding.Latin1.GetBytes(i % 4 == 3 ? other : line));
        }

        Assert.Same(LineFaults.TwoReadings, format.Read("  1,234 g"u8).Fault);
    }

    /// <summary>Where lines name no unit of their own, a letter behind the number may be the kind of weight.</summary>
    [Theory]
    [InlineData(null, "12.3 G", 12.3)]
    [InlineData("g", "12.3 G", 12.3)]
    [InlineData("kg", "12.3 G", null)]
    [InlineData("kg", "12.3 g", 12.3)]
    [InlineData("kg", "G 12.3", 12_300.0)]
    [InlineData(null, "12.3 Mg", null)]
    [InlineData(null, "12300 MG", 12.3)]
    public void A_letter_that_may_be_a_unit_or_a_kind_is_not_guessed(string? unit, string line, double? grams) =>
        Assert.Equal(grams, Read(new ScaleLineOptions { Unit = unit }, line)?.Gross.Value);

    [Fact]
    public void A_scale_that_contradicts_itself_is_believed_no_more()
    {
        var format = new ContinuousFormat(new ScaleLineOptions().ToPattern());
        for (var i = 0; i < 10; i++)
        {
            format.Read("  0,000 kg"u8);
        }

        format.Read("1,234.5 g"u8);
        Assert.Same(LineFaults.TwoReadings, format.Read("  1,234 kg"u8).Fault);
    }

    private static LineReading? Read(ScaleLineOptions options, string line) => new ContinuousFormat(options.ToPattern()).Read(Encoding.Latin1.GetBytes(line)).Reading;
}
