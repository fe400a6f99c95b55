using StationAgent.DropOff;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.DropOff;

public sealed class DropOffRulesTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(new DropOffRules().Validate());

    [Fact]
    public void Each_wrong_value_is_named_by_its_full_key()
    {
        var rules = new DropOffRules
        {
            Platform = (PlatformKind)7,
            StableTimeout = TimeSpan.Zero,
            ToleranceShare = double.NaN,
            IntactCarton = new ClassRule { LightestGrams = 900, HeaviestGrams = 100, Disposition = Disposition.None },
        };

        Assert.Equal(
            [
                "DropOff:IntactCarton:HeaviestGrams must be over IntactCarton:LightestGrams.",
                "DropOff:IntactCarton:Disposition must say where the pieces go, as they are accepted: Reuse, Pulp or Recycle.",
                "DropOff:Platform must be Tray or Bin.",
                "DropOff:ToleranceShare is NaN; it must be from 0 to 0.5.",
                "DropOff:StableTimeout is 00:00:00; it must be from 00:00:01 to 00:01:00.",
            ],
            rules.Validate());
    }

    [Fact]
    public void A_restart_says_of_the_last_accepted_piece_that_nobody_watched_it_to_the_end()
    {
        Assert.Null(Restart.AmendmentFor(lastAcceptedEventId: null, isSettled: false));
        Assert.Null(Restart.AmendmentFor("e-7", isSettled: true));
        Assert.Equal(new Amendment(0, "e-7", AmendmentChange.Unsettled, "restarted"), Restart.AmendmentFor("e-7", isSettled: false));
    }
}
