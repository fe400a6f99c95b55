using CsCheck;
using StationAgent.Vision.Classes;
using Xunit;

namespace StationAgent.Vision.Tests.Classes;

public sealed class ClassTreeTests
{
    private static readonly ClassTree Cups = Trees.Cups;

    /// <summary>Probabilities of both heads of the cups.</summary>
    private static readonly Gen<double[]> Outputs = Gen.Select(Gen.Double[0, 1].Array[5], Gen.Double[0, 1].Array[2], static (kinds, states) =>
        (double[])[.. kinds.Select(one => (one + 1e-6) / kinds.Sum(static other => other + 1e-6)), .. states.Select(one => (one + 1e-6) / states.Sum(static other => other + 1e-6))]);

    [Fact]
    public void Parents_come_first_and_paths_lead_from_the_top()
    {
        Assert.Equal(
            ["ware", "ware/box", "ware/cup", "ware/cup/paper", "ware/cup/paper/clean", "ware/cup/paper/dirty", "ware/cup/plastic", "other", "nothing"],
            Cups.Nodes.Select(static node => node.Path));
        Assert.Equal(["ware", "other", "nothing"], Cups.Tops.Select(static node => node.Path));
        Assert.Equal(Enumerable.Range(0, 9), Cups.Nodes.Select(static node => node.Index));
        Assert.True(Cups.Find("nothing")!.IsEmptyPlatform);
        Assert.Null(Cups.Find("cup"));
    }

    [Fact]
    public void The_probability_of_a_class_is_that_of_all_below_it()
    {
        var found = Fill([0.4, 0.2, 0.1, 0.2, 0.1, 0.75, 0.25]);

        Assert.Equal([0.7, 0.1, 0.6, 0.4, 0.3, 0.1, 0.2, 0.2, 0.1], found.Select(static one => Math.Round(one, 12)));
        Assert.Equal("ware/cup/paper/clean", Cups.Likeliest(found).Path);
    }

    [Fact]
    public void The_likeliest_class_is_looked_for_from_the_top_and_not_among_the_special_ones()
    {
        // "other" is more likely than each piece of ware, and less likely than all of them.
        var found = Fill([0.25, 0.25, 0.15, 0.35, 0, 0.5, 0.5]);

        Assert.Equal("ware", Cups.Likeliest(found).Path.Split('/')[0]);
    }

    [Fact]
    public void Nothing_on_the_platform_is_ruled_out_when_an_object_is_seen()
    {
        var found = Fill([0.4, 0.1, 0, 0, 0.5, 0.5, 0.5], isObjectSeen: true);

        Assert.Equal(0, found[Cups.Find("nothing")!.Index]);
        Assert.Equal(0.8, found[Cups.Find("ware/cup/paper")!.Index], 9);
        Assert.Equal(1, found[Cups.Find("ware")!.Index], 9);
    }

    [Fact]
    public void A_network_that_is_sure_of_nothing_leaves_the_other_classes_alike()
    {
        var found = Fill([0, 0, 0, 0, 1, 0.5, 0.5], isObjectSeen: true);

        Assert.Equal(0.25, found[Cups.Find("other")!.Index], 9);
        Assert.Equal(0.75, found[Cups.Find("ware")!.Index], 9);
    }

    [Fact]
    public void The_tops_add_up_to_one_and_each_class_to_those_below_it()
    {
        Gen.Select(Outputs, Gen.Bool).Sample((outputs, isObjectSeen) =>
        {
            var found = Fill(outputs, isObjectSeen);

            Assert.Equal(1, Cups.Tops.Sum(node => found[node.Index]), 9);
            Assert.All(
                Cups.Nodes.Where(static node => node.Children.Count > 0),
                node => Assert.Equal(found[node.Index], node.Children.Sum(child => found[child.Index]), 9));
        });
    }

    [Theory]
    [InlineData("ware/cup/paper/clean", "ware/cup/paper/dirty", true)]
    [InlineData("ware/cup/paper/clean", "ware/cup/plastic", true)]
    [InlineData("ware/cup", "ware/cup/plastic", true)]
    [InlineData("ware", "ware/cup/plastic", true)]
    [InlineData("ware/box", "ware/cup/plastic", false)]
    [InlineData("ware/cup/paper/clean", "other", false)]
    public void Classes_below_one_that_tells_conditions_apart_are_states_of_one_kind(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, Cups.Find(one)!.IsSameKindAs(Cups.Find(other)!));
        Assert.Equal(isSame, Cups.Find(other)!.IsSameKindAs(Cups.Find(one)!));
    }

    [Fact]
    public void A_class_contains_itself_and_what_is_below_it()
    {
        foreach (var above in Cups.Nodes)
        {
            foreach (var node in Cups.Nodes)
            {
                Assert.Equal(ClassPath.Contains(above.Path, node.Path), above.Contains(node));
            }
        }

        Assert.True(ClassPath.Contains("ware/cup", "ware/cup/paper"));
        Assert.False(ClassPath.Contains("ware/cup", "ware/cupboard"));
        Assert.False(ClassPath.Contains("ware/cup/paper", "ware/cup"));
    }

    [Theory]
    [InlineData("ware", true)]
    [InlineData("ware/cup_2/paper", true)]
    [InlineData("", false)]
    [InlineData("/ware", false)]
    [InlineData("ware/", false)]
    [InlineData("ware//cup", false)]
    [InlineData("Ware", false)]
    [InlineData("2ware", false)]
    [InlineData("ware cup", false)]
    [InlineData("ware:cup", false)]
    public void A_path_is_of_ids(string text, bool isPath) => Assert.Equal(isPath, ClassPath.IsPath(text));

    private static double[] Fill(double[] outputs, bool isObjectSeen = false)
    {
        var found = new double[Cups.Nodes.Length];
        Cups.Fill(outputs, isObjectSeen, found);
        return found;
    }
}
