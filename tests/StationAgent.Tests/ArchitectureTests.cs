using System.Reflection;
using StationAgent.DropOff;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision.Decisions;
using Xunit;

namespace StationAgent.Tests;

/// <summary>Who may know whom, read from the compiled code.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Agent = typeof(DropOffMachine).Assembly;
    private static readonly Assembly VisionLibrary = typeof(Recognition).Assembly;
    private static readonly Assembly TelemetryLibrary = typeof(EventClass).Assembly;

    [Fact]
    public void Vision_and_Telemetry_know_neither_each_other_nor_the_agent()
    {
        Assert.Equal("station-agent", Agent.GetName().Name);
        Assert.Empty(ProjectsKnownTo(VisionLibrary));
        Assert.Empty(ProjectsKnownTo(TelemetryLibrary));
    }

    [Fact]
    public void Weighing_is_pure_and_knows_nothing_but_itself() =>
        Assert.Empty(Purity.Violations(Agent, "StationAgent.Weighing", []));

    [Fact]
    public void DropOff_is_pure_and_knows_nothing_but_weighing_and_what_the_pictures_say() =>
        Assert.Empty(Purity.Violations(Agent, "StationAgent.DropOff", ["StationAgent.Weighing", "StationAgent.Vision.Decisions"]));

    [Fact]
    public void What_lamps_show_and_what_levels_mean_is_pure()
    {
        Assert.Empty(Purity.Violations(Agent, "StationAgent.Signals.Patterns", ["StationAgent.DropOff"]));
        Assert.Empty(Purity.Violations(Agent, "StationAgent.BinLevel.Levels", ["StationAgent.Weighing"]));
    }

    [Fact]
    public void The_decisions_of_Vision_are_pure_and_know_nothing_but_themselves() =>
        Assert.Empty(Purity.Violations(VisionLibrary, "StationAgent.Vision.Decisions", []));

    [Fact]
    public void An_impure_type_is_found_out()
    {
        var found = Purity.Violations(typeof(Impure.Sinner).Assembly, "StationAgent.Tests.Impure", []);

        Assert.Equal(
            [
                "StationAgent.Tests.Impure.Sinner uses StationAgent.DropOff.Disposition",
                "StationAgent.Tests.Impure.Sinner uses System.Console",
                "StationAgent.Tests.Impure.Sinner uses System.DateTimeOffset",
                "StationAgent.Tests.Impure.Sinner uses System.Diagnostics.Stopwatch",
                "StationAgent.Tests.Impure.Sinner uses System.Guid",
                "StationAgent.Tests.Impure.Sinner uses System.IO.File",
                "StationAgent.Tests.Impure.Sinner uses System.Random",
                "StationAgent.Tests.Impure.Sinner uses System.Threading.CancellationToken",
                "StationAgent.Tests.Impure.Sinner uses System.Threading.Tasks.Task",
                "StationAgent.Tests.Impure.Sinner uses System.TimeProvider",
            ],
            found);
    }

    private static IEnumerable<string?> ProjectsKnownTo(Assembly assembly) => assembly
        .GetReferencedAssemblies()
        .Select(name => name.Name)
        .Where(name => name is "station-agent" || name!.StartsWith("StationAgent", StringComparison.Ordinal));
}
