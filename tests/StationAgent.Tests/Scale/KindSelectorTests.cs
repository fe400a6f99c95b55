using System.Text;
using StationAgent.Scale;
using StationAgent.Scale.Continuous;
using Xunit;

namespace StationAgent.Tests.Scale;

/// <summary>Gross, net and tare in one stream of lines.</summary>
public sealed class KindSelectorTests
{
    private const string GsPattern = @"^..,..,(?<sign>[+-])?\s*(?<value>[0-9.]+)\s*(?<unit>kg|g)$";

    [Theory]
    [InlineData("ST,GS,+1000.0g", "ST,NT,+ 400.0g", null)]
    [InlineData("ST,NT,+ 400.0g", "ST,GS,+1000.0g", null)]
    [InlineData("G 1000.0 g", "N 400.0 g", null)]
    [InlineData("1000.0 g GROSS", "400.0 g NET", null)]
    [InlineData("ST,NT,+ 400.0g", "ST,GS,+1000.0g", GsPattern)]
    public void A_scale_that_alternates_is_read_by_its_gross_weight(string first, string second, string? pattern)
    {
        var (read, refused) = Feed(GrossOrNet.Any, pattern, Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? first : second));
        Assert.All(read, static grams => Assert.Equal(1000, grams));
        Assert.InRange(read.Count, 19, 20);
        Assert.All(refused, static fault => Assert.Same(LineFaults.NetBesideGross, fault));
        Assert.InRange(refused.Count, 18, 20);
    }

    [Fact]
    public void A_scale_that_sends_net_alone_is_read_by_it_and_a_change_to_gross_is_no_load()
    {
        var lines = Enumerable.Repeat("ST,NT,+ 400.0g", 20).Concat(Enumerable.Repeat("ST,GS,+1000.0g", 20));
        var (read, refused) = Feed(GrossOrNet.Any, pattern: null, lines);
        Assert.All(read, static grams => Assert.Equal(400, grams));
        Assert.InRange(read.Count, 17, 20);
        Assert.Equal(20, refused.Count(static fault => fault == LineFaults.GrossBesideNet));
    }

    [Theory]
    [InlineData(GrossOrNet.Gross, 1000)]
    [InlineData(GrossOrNet.Net, 400)]
    public void The_configured_kind_is_read_and_the_other_is_left_out_without_a_warning(object weight, double grams)
    {
        var (read, refused) = Feed((GrossOrNet)weight, pattern: null, Enumerable.Range(0, 40).Select(static i => i % 2 == 0 ? "ST,NT,+ 400.0g" : "ST,GS,+1000.0g"));
        Assert.Equal(20, read.Count);
        Assert.All(read, value => Assert.Equal(grams, value));
        Assert.All(refused, static fault => Assert.True(fault?.IsExpected));
    }

    [Theory]
    [InlineData("ST,TR,+ 600.0g", null)]
    [InlineData("T 600.0 g", null)]
    [InlineData("600.0 g TARE", null)]
    [InlineData("ST,TR,+ 600.0g", GsPattern)]
    public void A_tare_is_never_a_mass(string tare, string? pattern)
    {
        var (read, refused) = Feed(GrossOrNet.Any, pattern, Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? tare : i % 3 == 1 ? "ST,GS,+1000.0g" : "ST,NT,+ 400.0g"));
        Assert.All(read, static grams => Assert.Equal(1000, grams));
        Assert.Equal(10, refused.Count(static fault => fault == LineFaults.Tare));
    }

    private static (List<double> Read, List<LineFault?> Refused) Feed(GrossOrNet weight, string? pattern, IEnumerable<string> lines)
    {
        var options = pattern is null ? new ScaleLineOptions() : new ScaleLineOptions { Pattern = pattern };
        var protocol = new ContinuousProtocol(new ContinuousFormat(options.ToPattern()), weight);
        var (read, refused) = (new List<double>(), new List<LineFault?>());
        foreach (var line in lines)
        {
            var step = protocol.Take(Encoding.Latin1.GetBytes(line), TimeSpan.FromMinutes(1));
            if (step.Reading is { } reading)
            {
                read.Add(reading.Gross.Value);
            }
            else if (!step.IsUnderstood)
            {
                refused.Add(step.Fault);
            }
        }

        return (read, refused);
    }
}
