using System.Globalization;
using CsCheck;
using StationAgent.Scale.Hid;
using Xunit;

namespace StationAgent.Tests.Scale.Hid;

public sealed class HidWeightTests
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Scale", "Hid", "Captures");

    public static TheoryData<string> Captures { get; } = [.. Directory.EnumerateFiles(Root, "*.txt").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Each line has the bytes of a report and what they mean.</summary>
    [Theory]
    [MemberData(nameof(Captures))]
    public void The_reports_of_known_scales_are_understood(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Root, file)).Where(static line => line.Length > 0 && line[0] != '#').ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var parts = line.Split('=', StringSplitOptions.TrimEntries);
            var report = Convert.FromHexString(parts[0].Replace(" ", "", StringComparison.Ordinal));
            var read = HidWeight.TryParse(report, out var weight)
                ? string.Create(CultureInfo.InvariantCulture, $"{weight.Status} {weight.Mass.Value:0.####} g")
                : "not a weight";
            Assert.Equal(parts[1], read);
        }
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_and_a_weight_is_finite() =>
        Gen.Byte.Array[0, 9].Sample(static report =>
        {
            if (HidWeight.TryParse(report, out var weight))
            {
                Assert.True(Enum.IsDefined(weight.Status));
                Assert.InRange(Math.Abs(weight.Mass.Value), 0, 1e7);
            }
        });

    [Fact]
    public void A_weight_in_grams_is_exact_at_every_exponent() =>
        Gen.Select(Gen.Int[0, ushort.MaxValue], Gen.Int[-4, 2]).Sample(static (digits, exponent) =>
        {
            byte[] report = [3, 4, 2, (byte)(sbyte)exponent, (byte)digits, (byte)(digits >> 8)];
            Assert.True(HidWeight.TryParse(report, out var weight));
            Assert.Equal((double)(digits * (decimal)Math.Pow(10, exponent)), weight.Mass.Value, 1e-9);
        });

    [Fact]
    public void A_load_below_zero_has_its_sign()
    {
        Assert.True(HidWeight.TryParse([3, 5, 2, 0, 0x2C, 1], out var weight));
        Assert.Equal(-300, weight.Mass.Value);
    }
}
