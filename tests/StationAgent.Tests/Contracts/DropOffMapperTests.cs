using CsCheck;
using StationAgent.Contracts;
using StationAgent.Contracts.Carbon;
using StationAgent.DropOff;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Contracts;

public sealed class DropOffMapperTests
{
    [Fact]
    public void All_times_come_from_one_reading_of_the_clocks()
    {
        var data = Map(Samples.Accepted);
        Assert.Equal(Samples.Clock.Wall, data.CommittedAt);
        Assert.Equal(TimeSpan.FromSeconds(2.25), data.StableAt - data.PresentedAt);
        Assert.Equal(1231.0, data.Clock.BootTime);
        // The correction that the contract promises to consumers: start of the boot plus boot time gives the time of presentation.
        Assert.Equal(data.PresentedAt, Samples.Clock.BootedAt + TimeSpan.FromSeconds(data.Clock.BootTime));
    }

    [Fact]
    public void A_window_and_a_carbon_figure_stand_only_with_an_accepted_piece()
    {
        Assert.Equal(5, Map(Samples.Accepted).WithdrawalSeconds);
        // 183.4 g × 0.491 = 90.0494 g; a tenth of it and 1.3 g × 0.491 are the uncertainty.
        Assert.Equal(
            new CarbonData(
                90, 9.6, new CarbonBasis(1, 183.4, 1.3), Capped: false, "fefco-carton-reuse", "2021", FactorsDocument.Shipped.Sha256, CarbonStage.Expected),
            Map(Samples.Accepted).Carbon);

        var refused = Map(Samples.Accepted with { Outcome = Outcome.Rejected, Reasons = ["too_heavy"] });
        Assert.Equal(0, refused.WithdrawalSeconds);
        Assert.Null(refused.Carbon);
    }

    [Fact]
    public void A_piece_that_was_not_seen_or_weighed_has_no_item_and_no_mass()
    {
        var data = Map(Samples.Unseen);
        Assert.Null(data.Item);
        Assert.Null(data.Mass);
        Assert.Null(data.StableAt);
        Assert.Equal(["load_never_settled"], data.Reasons);
    }

    [Fact]
    public void A_number_that_was_never_measured_does_not_get_into_an_event() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => Map(Samples.Accepted with { Mass = new StableWeight(new Grams(double.NaN), Grams.Zero) }));

    [Fact]
    public void Masses_have_one_digit_and_are_never_minus_zero() => Gen.Double[-1e5, 1e5].Sample(static value =>
    {
        var rounded = Rounded.Grams(value);
        Assert.Equal(value, rounded, 0.0501);
        Assert.Equal(rounded, Math.Round(rounded, 1));
        Assert.False(rounded == 0 && double.IsNegative(rounded));
    });

    private static DropOffData Map(DropOffRecord record) =>
        DropOffMapper.Map(record, Samples.Carbon, Samples.Model, PlatformKind.Tray, TimeSpan.FromSeconds(5), Samples.Clock);
}
