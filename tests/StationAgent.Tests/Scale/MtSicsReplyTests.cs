using System.Globalization;
using System.Text;
using CsCheck;
using StationAgent.Scale.MtSics;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class MtSicsReplyTests
{
    private static readonly Gen<string> WeightLine = Gen.Select(
        Generate.OneOf('S', 'D'), Gen.Double[-60_000, 60_000], Generate.OneOf("0", "0.0", "0.00", "0.000"), Generate.OneOf("g", "kg", "mg", "lb", "oz"),
        static (stability, value, format, unit) => $"S {stability} {value.ToString(format, CultureInfo.InvariantCulture),10} {unit}");

    [Theory]
    [InlineData("S S     100.00 g", 100)]
    [InlineData("S D      -0.05 kg", -50)]
    [InlineData("S S 1500 mg", 1.5)]
    [InlineData("S S          1 lb", 453.59237)]
    [InlineData("S D         16 oz", 453.59237)]
    [InlineData("S S     100.00 g  ", 100)]
    public void A_weight_is_read_in_grams(string line, double grams)
    {
        Assert.True(MtSicsReply.TryParse(Encoding.ASCII.GetBytes(line), out var reply));
        Assert.Equal(MtSicsCommand.Weight, reply.Command);
        Assert.Equal(line[2] == 'S' ? MtSicsAnswer.Stable : MtSicsAnswer.Dynamic, reply.Answer);
        Assert.Equal(grams, reply.Weight.Value, tolerance: 1e-6);
    }

    [Theory]
    [InlineData("S I", "Weight NotExecutable")]
    [InlineData("S L", "Weight WrongParameter")]
    [InlineData("S +", "Weight Overload")]
    [InlineData("S -", "Weight Underload")]
    [InlineData("Z A", "Zero Done")]
    [InlineData("Z I", "Zero NotExecutable")]
    [InlineData("Z +", "Zero Overload")]
    [InlineData("Z -", "Zero Underload")]
    [InlineData("T S     100.00 g", "Tare Stable")]
    [InlineData("T +", "Tare Overload")]
    [InlineData("I4 A \"B021002593\"", "SerialNumber Done B021002593")]
    [InlineData("I4 I", "SerialNumber NotExecutable")]
    [InlineData("ES", "Unknown SyntaxError")]
    [InlineData("ET", "Unknown TransmissionError")]
    [InlineData("EL", "Unknown LogicalError")]
    public void Every_other_reply_is_distinguished(string line, string expected)
    {
        Assert.True(MtSicsReply.TryParse(Encoding.ASCII.GetBytes(line), out var reply));
        Assert.Equal(expected, $"{reply.Command} {reply.Answer} {reply.Text}".TrimEnd());
    }

    [Theory]
    [InlineData("S S     100.00")]
    [InlineData("S S     100.00 pcs")]
    [InlineData("S S     1 00.00 g")]
    [InlineData("S S     100,00 g")]
    [InlineData("S S        NaN g")]
    [InlineData("S S   Infinity g")]
    [InlineData("S S        1e5 g")]
    [InlineData("S S     100.00 g g")]
    [InlineData("S X     100.00 g")]
    [InlineData("S")]
    [InlineData("I4 A B021")]
    [InlineData("I4 A \"B021")]
    [InlineData("I4 A")]
    [InlineData("ES S")]
    [InlineData("ST,GS,+  0.123kg")]
    public void What_is_no_whole_reply_is_none(string line) => Assert.False(MtSicsReply.TryParse(Encoding.ASCII.GetBytes(line), out _));

    [Fact]
    public void Any_bytes_are_refused_or_give_a_finite_weight() => Gen.Byte.Array[0, 128].Sample(static bytes =>
    {
        if (MtSicsReply.TryParse(bytes, out var reply))
        {
            Assert.True(double.IsFinite(reply.Weight.Value));
        }
    });

    [Fact]
    public void A_weight_whose_beginning_or_end_is_missing_is_no_weight() => Gen.Select(WeightLine, WeightLine, Gen.Int[0, 100]).Sample(static (line, next, at) =>
    {
        Assert.True(IsWeight(line), line);
        at = 1 + (at % (line.Length - 1));
        Assert.False(IsWeight(line[at..]), line[at..]);
        Assert.False(IsWeight(line[..at] + next), line[..at] + next);

        // Cut between the letters of the unit, "kg" does not become another unit.
        Assert.False(IsWeight(line[..at]), line[..at]);
    });

    private static bool IsWeight(string line) =>
        MtSicsReply.TryParse(Encoding.ASCII.GetBytes(line), out var reply) && reply.Answer is MtSicsAnswer.Stable or MtSicsAnswer.Dynamic;
}
