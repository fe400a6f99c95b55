using StationAgent.Configuration;
using StationAgent.DropOff;
using Xunit;

namespace StationAgent.Tests.DropOff;

public sealed class DropOffRulesTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(DropOffRules.Schema.Check(new DropOffRules()));

    [Fact]
    public void Each_broken_rule_names_its_key()
    {
        var rules = new DropOffRules
        {
            IntactCarton = new ClassRule { LightestGrams = 900, HeaviestGrams = 100, Disposition = Disposition.None },
        };

        Assert.Equal(
            [
                new KeyFault("IntactCarton:HeaviestGrams", "must be above DropOff:IntactCarton:LightestGrams, which is 900"),
                new KeyFault("IntactCarton:Disposition", "must be reuse, pulp or recycle, because pieces of this class are accepted"),
            ],
            DropOffRules.Schema.Check(rules));
    }

    [Fact]
    public void A_restart_marks_an_unwatched_accepted_piece_as_unsettled()
    {
        Assert.Null(Restart.AmendmentFor(lastAcceptedEventId: null, isSettled: false));
        Assert.Null(Restart.AmendmentFor("e-7", isSettled: true));
        Assert.Equal(new Amendment(0, "e-7", AmendmentChange.Unsettled, "restarted"), Restart.AmendmentFor("e-7", isSettled: false));
    }
}
