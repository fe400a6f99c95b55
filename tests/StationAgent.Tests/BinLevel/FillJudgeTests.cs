using CsCheck;
using StationAgent.BinLevel.Levels;
using Xunit;

namespace StationAgent.Tests.BinLevel;

public sealed class FillJudgeTests
{
    private static readonly FillJudge Judge = new(NearlyFull: 0.8, Full: 0.95);

    [Fact]
    public void A_bin_fills_and_is_emptied()
    {
        Assert.Equal(BinFill.HasRoom, Judge.Judge(BinFill.HasRoom, 0.79));
        Assert.Equal(BinFill.NearlyFull, Judge.Judge(BinFill.HasRoom, 0.8));
        Assert.Equal(BinFill.NearlyFull, Judge.Judge(BinFill.NearlyFull, 0.76));
        Assert.Equal(BinFill.Full, Judge.Judge(BinFill.NearlyFull, 0.95));
        Assert.Equal(BinFill.Full, Judge.Judge(BinFill.Full, 0.91));
        Assert.Equal(BinFill.NearlyFull, Judge.Judge(BinFill.Full, 0.85));
        Assert.Equal(BinFill.HasRoom, Judge.Judge(BinFill.Full, 0.1));
    }

    [Fact]
    public void A_level_that_varies_within_the_hysteresis_is_reported_at_most_once() =>
        Gen.Select(Gen.Double[0.1, 0.98], Gen.Double[-0.024, 0.024].Array[2, 50]).Sample((middle, sways) =>
        {
            var fill = Judge.Judge(BinFill.HasRoom, middle);
            var rises = 0;
            foreach (var sway in sways)
            {
                var next = Judge.Judge(fill, middle + sway);
                rises += next > fill ? 1 : 0;
                Assert.True(next >= fill);
                fill = next;
            }

            // Both limits are further apart than the sway.
            Assert.True(rises <= 1);
        });

    [Fact]
    public void More_is_never_judged_as_less() => Gen.Select(Gen.Enum<BinFill>(), Gen.Double[0, 1], Gen.Double[0, 1]).Sample(
        (before, one, other) => Assert.True(Judge.Judge(before, Math.Max(one, other)) >= Judge.Judge(before, Math.Min(one, other))));
}
