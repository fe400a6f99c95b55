using System.Globalization;
using CsCheck;
using StationAgent.Scale;
using StationAgent.Scale.Lines;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class ScaleNumberTests
{
    [Theory]
    [InlineData("1.234", 1.234)]
    [InlineData("0,500", 0.5)]
    [InlineData("1234,567", 1234.567)]
    [InlineData("0001234,567", 1234.567)]
    [InlineData("00012,5", 12.5)]
    [InlineData("12,34", 12.34)]
    [InlineData("1,2345", 1.2345)]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("12,345.678", 12345.678)]
    [InlineData("12.345,678", 12345.678)]
    [InlineData("1,234,567", 1234567)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("1'234", 1234)]
    [InlineData("1'234,567", 1234.567)]
    [InlineData("1'234'567.5", 1234567.5)]
    [InlineData(",5", 0.5)]
    public void A_text_with_one_reading_is_read(string text, double value)
    {
        Assert.Null(ScaleNumber.TryRead(text, DecimalSign.Any, out var read));
        Assert.Equal(value, read, tolerance: 1e-9);
    }

    [Theory]
    [InlineData("1,234", "1234 or 1.234")]
    [InlineData("12,345", "12345 or 12.345")]
    [InlineData("001,234", "001234 or 001.234")]
    [InlineData("000,345", "000345 or 000.345")]
    [InlineData("00001,234", "00001234 or 00001.234")]
    [InlineData("999,000", "999000 or 999.000")]
    public void A_text_with_two_readings_is_refused_and_both_are_said(string text, string both)
    {
        Assert.Same(LineFaults.TwoReadings, ScaleNumber.TryRead(text, DecimalSign.Any, out _));
        Assert.Contains(both, ScaleNumber.Ambiguity(text), StringComparison.Ordinal);
        Assert.Contains("Scale:DecimalSign", ScaleNumber.Ambiguity(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,234", 1234.0, 1.234)]
    [InlineData("12,345", 12345.0, 12.345)]
    [InlineData("1,234,567", 1234567.0, null)]
    [InlineData("0,500", null, 0.5)]
    [InlineData("12,5", null, 12.5)]
    [InlineData("1.234", 1.234, 1234.0)]
    [InlineData("1.5", 1.5, null)]
    [InlineData("0.500", 0.5, null)]
    [InlineData("1,234.5", 1234.5, null)]
    [InlineData("1.234,5", null, 1234.5)]
    public void The_configured_sign_settles_it_and_a_number_that_contradicts_is_refused(string text, double? point, double? comma)
    {
        Assert.Equal(point, Read(text, DecimalSign.Point));
        Assert.Equal(comma, Read(text, DecimalSign.Comma));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1,,5")]
    [InlineData("1.2.3")]
    [InlineData("12,34,567")]
    [InlineData("1,234.567.8")]
    [InlineData("0,123,456")]
    [InlineData("1e5")]
    [InlineData("1 234,5")]
    [InlineData("1.234'567")]
    [InlineData(".")]
    public void What_is_no_number_is_none(string text) => Assert.NotNull(ScaleNumber.TryRead(text, DecimalSign.Any, out _));

    [Fact]
    public void A_number_written_in_a_known_way_is_read_back_or_refused_but_never_another() => Gen.Select(
        Gen.Int[0, 9_999_999], Gen.Int[0, 4], Generate.OneOf("en-US", "de-DE", "de-CH", "invariant"), Gen.Bool).Sample(static (digits, decimals, culture, grouped) =>
        {
            var value = digits / Math.Pow(10, decimals);
            var format = culture switch
            {
                "en-US" => new NumberFormatInfo { NumberDecimalSeparator = ".", NumberGroupSeparator = "," },
                "de-DE" => new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "." },
                "de-CH" => new NumberFormatInfo { NumberDecimalSeparator = ".", NumberGroupSeparator = "'" },
                _ => NumberFormatInfo.InvariantInfo,
            };

            // A point before three digits is the decimal sign: German thousands alone are settled by the configuration.
            var sign = culture == "de-DE" ? DecimalSign.Comma : DecimalSign.Any;
            var text = value.ToString((grouped ? "N" : "F") + decimals, format);
            if (ScaleNumber.TryRead(text, sign, out var read) is null)
            {
                Assert.Equal(value, read, tolerance: 1e-6);
            }
        });

    private static double? Read(string text, DecimalSign sign) => ScaleNumber.TryRead(text, sign, out var value) is null ? value : null;
}
