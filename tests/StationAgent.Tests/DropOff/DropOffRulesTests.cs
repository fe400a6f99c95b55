using StationAgent.Configuration;
using StationAgent.DropOff;
using StationAgent.DropOff.Rules;
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
            Classes = DefaultClassRules.Rules.With(
                "packaging/carton/intact", new ClassRuleOptions { LightestGrams = 900, HeaviestGrams = 100, Disposition = Disposition.None }),
        };

        Assert.Equal(
            [
                new KeyFault("Classes:packaging/carton/intact:HeaviestGrams", "is 100, must be above LightestGrams of this class, which is 900"),
                new KeyFault("Classes:packaging/carton/intact:Disposition", "must be reuse, pulp, recycle or sort, because pieces of this class are accepted"),
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
