using StationAgent.Simulation.World;
using Xunit;

namespace StationAgent.Tests.Simulation.World;

public sealed class SimulatedFaultsTests
{
    [Fact]
    public void A_script_says_what_goes_wrong_when()
    {
        var faults = SimulatedFaults.Parse("scale-silent@60..90, camera-black@70.5..80");

        Assert.Null(faults.OfScale(Seconds(59.9)));
        Assert.Equal(SimulatedFault.ScaleSilent, faults.OfScale(Seconds(60)));
        Assert.Null(faults.OfScale(Seconds(90)));
        Assert.Null(faults.OfCamera(Seconds(70.4)));
        Assert.Equal(SimulatedFault.CameraBlack, faults.OfCamera(Seconds(70.5)));
    }

    [Fact]
    public void Every_fault_has_a_name_and_no_script_means_no_fault()
    {
        Assert.Equal(Enum.GetValues<SimulatedFault>(), SimulatedFaults.Names.Select(known => known.Fault));
        Assert.All(
            SimulatedFaults.Names,
            known =>
            {
                var faults = SimulatedFaults.Parse($"{known.Name}@0..1");
                Assert.Equal(known.Fault, faults.OfScale(TimeSpan.Zero) ?? faults.OfCamera(TimeSpan.Zero));
            });
        Assert.Null(SimulatedFaults.Parse(" ").OfScale(TimeSpan.Zero));
    }

    [Theory]
    [InlineData("scale-silent", "scale-silent@60..90")]
    [InlineData("scale-silent@60", "scale-silent@60..90")]
    [InlineData("scale-silent@90..60", "scale-silent@60..90")]
    [InlineData("scale-silent@a..60", "scale-silent@60..90")]
    [InlineData("scale-silent@1..99999999999999", "scale-silent@60..90")]
    [InlineData("scale-broken@1..2", "scale-unplugged")]
    public void A_wrong_script_is_refused_with_what_would_be_right(string script, string right)
    {
        var refusal = Assert.Throws<FormatException>(() => SimulatedFaults.Parse("camera-black@1..2," + script));

        Assert.Contains(right, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(script.Split('@')[0], refusal.Message, StringComparison.Ordinal);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
