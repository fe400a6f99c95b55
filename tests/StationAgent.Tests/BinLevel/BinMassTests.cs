using CsCheck;
using StationAgent.BinLevel.Levels;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.BinLevel;

public sealed class BinMassTests
{
    private static readonly Grams Capacity = new(20_000);

    [Fact]
    public void What_was_thrown_in_gathers() => Gen.Double[5, 800].Array[0, 20].Sample(pieces =>
    {
        var mass = BinMass.Of(Capacity, Grams.Zero).Rest(Grams.Zero);
        var load = 0.0;
        foreach (var piece in pieces)
        {
            load += piece;
            mass = mass.Rest(new Grams(load));
        }

        Assert.Equal(pieces.Sum(), mass.Gathered!.Value.Value, 6);
    });

    [Fact]
    public void An_emptied_bin_is_empty_whatever_the_scale_has_drifted_to()
    {
        var mass = Rest(BinMass.Of(Capacity, Grams.Zero), 0, 4_000, 18_000, 312);
        Assert.Equal(0, mass.Gathered!.Value.Value);
        Assert.Equal(100, mass.Rest(new Grams(412)).Gathered!.Value.Value, 6);
    }

    [Fact]
    public void What_is_taken_out_but_for_a_rest_is_no_emptying() =>
        Assert.Equal(6_000, Rest(BinMass.Of(Capacity, Grams.Zero), 0, 18_000, 6_000).Gathered!.Value.Value);

    [Fact]
    public void A_piece_that_is_taken_back_is_no_emptying()
    {
        var mass = Rest(BinMass.Of(Capacity, Grams.Zero), 0, 600, 900, 600);
        Assert.Equal(600, mass.Gathered!.Value.Value);
        Assert.Equal(Grams.Zero, mass.EmptyLoad);
    }

    [Fact]
    public void A_bin_that_is_lifted_off_keeps_its_level_until_it_is_put_back()
    {
        var lifted = Rest(BinMass.Of(Capacity, Grams.Zero), 0, 18_000, -3_500);
        Assert.Equal(18_000, lifted.Gathered!.Value.Value);
        Assert.Equal(0, lifted.Rest(new Grams(40)).Gathered!.Value.Value);
        Assert.Equal(18_010, lifted.Rest(new Grams(18_010)).Gathered!.Value.Value);
    }

    [Fact]
    public void A_restart_goes_on_from_the_noted_reading_and_sees_what_came_meanwhile()
    {
        var before = Rest(BinMass.Of(Capacity, Grams.Zero), 0, 18_000, 300, 5_300);
        var after = BinMass.Of(Capacity, before.EmptyLoad);
        Assert.Null(after.Gathered);
        Assert.Equal(5_700, after.Rest(new Grams(6_000)).Gathered!.Value.Value);
    }

    private static BinMass Rest(BinMass mass, params ReadOnlySpan<double> loads)
    {
        foreach (var load in loads)
        {
            mass = mass.Rest(new Grams(load));
        }

        return mass;
    }
}
