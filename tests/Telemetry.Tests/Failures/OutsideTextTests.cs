using System.Text;
using CsCheck;
using StationAgent.Failures;
using Xunit;

namespace StationAgent.Telemetry.Tests.Failures;

public sealed class OutsideTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("not authorised", "not authorised")]
    [InlineData("Größe 12 €, 纸箱 📦", "Größe 12 €, 纸箱 📦")]
    [InlineData("x\n<0>kernel: panic\r\u0000", "x <0>kernel: panic \uFFFD")]
    [InlineData("\u001b[2J\u009b31m\u0007", "\uFFFD[2J\uFFFD31m\uFFFD")]
    [InlineData("one\u2028two\u2029three\u0085", "one two three ")]
    [InlineData("\u202Egnp.exe\u2066\u200B", "\uFFFDgnp.exe\uFFFD\uFFFD")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    public void What_could_control_a_terminal_or_a_log_is_replaced(string? text, string shown) => Assert.Equal(shown, OutsideText.Short(text));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("a\uFFFDb\uFFFD", OutsideText.Short("a\uD83Db" + '\uDCE6'));

    [Fact]
    public void A_long_text_is_cut_and_says_so_and_a_character_is_never_cut_in_half()
    {
        Assert.Equal(new string('x', 200), OutsideText.Short(new string('x', 200)));
        Assert.Equal(new string('x', 199) + "…", OutsideText.Short(new string('x', 201)));
        Assert.Equal(new string('x', 198) + "…", OutsideText.Short(new string('x', 198) + "📦📦"));
    }

    [Fact]
    public void Any_text_becomes_one_short_line_that_can_be_encoded() => Gen.Int[0, 0xFFFF].Select(static one => (char)one).Array[0, 400].Sample(static characters =>
    {
        var shown = OutsideText.Short(new string(characters));
        Assert.InRange(shown.Length, 0, OutsideText.MaximumLength);
        Assert.DoesNotContain(shown, static one => char.IsControl(one) || one is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E'));
        Assert.Equal(shown, Encoding.UTF8.GetString(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(shown)));
    });
}
