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

    private static readonly string[] AgentOrder =
    [
        "Native",
        "Failures",
        "Clock",
        "Configuration",
        "Weighing",
        "DropOff",
        "Contracts",
        "Sensors",
        "Gpio",
        "Scale",
        "Camera",
        "Station",
        "Signals",
        "BinLevel",
        "Simulation",
        "Hosting",
        "Cli",
    ];

    private static readonly FolderRules AgentFolders = new(Agent, "StationAgent", AgentOrder);

    private static readonly FolderRules VisionFolders = new(VisionLibrary, "StationAgent.Vision", "Classes", "Decisions", "Imaging", "Geometry", "Inference", "Capture");

    private static readonly FolderRules TelemetryFolders = new(TelemetryLibrary, "StationAgent.Telemetry", "Outbox", "Mqtt", "Delivery", "Probe");

    [Fact]
    public void Folders_of_the_agent_use_only_those_before_them() => AssertOneWay(AgentFolders);

    [Fact]
    public void Folders_of_Vision_use_only_those_before_them() => AssertOneWay(VisionFolders);

    [Fact]
    public void Folders_of_Telemetry_use_only_those_before_them() => AssertOneWay(TelemetryFolders);

    [Fact]
    public void A_use_against_the_order_is_found()
    {
        var planted = typeof(Planted.Left.Early).Assembly;
        Assert.Equal(
            [
                "StationAgent.Tests.Planted.Left.Early uses StationAgent.Tests.Planted.Right.Late",
            ],
            new FolderRules(planted, "StationAgent.Tests.Planted", "Left", "Right").Violations());
        Assert.Equal(
            [
                "StationAgent.Tests.Planted.Right.Late uses StationAgent.Tests.Planted.Left.Early",
            ],
            new FolderRules(planted, "StationAgent.Tests.Planted", "Right", "Left").Violations());
        Assert.Equal(["Right"], new FolderRules(planted, "StationAgent.Tests.Planted", "Left").Unknown());
    }

    [Fact]
    public void Folders_of_the_agent_import_only_those_before_them()
    {
        var rules = new UsingRules("src/StationAgent", "StationAgent", AgentOrder);
        Assert.Equal("", string.Join('\n', rules.Violations()));
        Assert.Equal("", string.Join('\n', rules.Misplaced()));
    }

    [Fact]
    public void A_use_of_a_constant_alone_against_the_order_is_found()
    {
        const string planted = "tests/StationAgent.Tests/Planted";
        Assert.Equal(
            [
                "Left/Early.cs uses StationAgent.Tests.Planted.Right",
                "Left/EarlyLimit.cs uses StationAgent.Tests.Planted.Right",
            ],
            new UsingRules(planted, "StationAgent.Tests.Planted", "Left", "Right").Violations());
        Assert.Equal(
            [
                "Right/Late.cs uses StationAgent.Tests.Planted.Left",
            ],
            new UsingRules(planted, "StationAgent.Tests.Planted", "Right", "Left").Violations());
        Assert.Contains("Left/EarlyLimit.cs is in StationAgent.Tests.Planted.Left", new UsingRules(planted, "StationAgent.Tests", "Planted").Misplaced());
    }

    [Fact]
    public void No_folder_holds_more_than_35_files()
    {
        const int most = 35;
        var crowded = ((string[])["src", "tests"])
            .SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Where(static folder => !folder.Split('/').Intersect(["bin", "obj"], StringComparer.Ordinal).Any())
            .Select(static folder => (Folder: folder, Count: Directory.EnumerateFiles(folder, "*.cs").Count()))
            .Where(static folder => folder.Count > most)
            .Select(static folder => $"{Path.GetRelativePath(Repository.Root, folder.Folder)}: {folder.Count}");
        Assert.Empty(crowded);
    }

    [Fact]
    public void Weighing_is_pure_and_knows_nothing_but_itself_and_how_its_options_are_configured() =>
        Assert.Empty(Purity.Violations(Agent, "StationAgent.Weighing", ["StationAgent.Configuration"]));

    [Fact]
    public void DropOff_is_pure_and_knows_nothing_but_weighing_and_what_the_pictures_say() =>
        Assert.Empty(Purity.Violations(
            Agent, "StationAgent.DropOff", ["StationAgent.Weighing", "StationAgent.Vision.Classes", "StationAgent.Vision.Decisions", "StationAgent.Configuration"]));

    [Fact]
    public void What_lamps_show_and_what_levels_mean_is_pure()
    {
        Assert.Empty(Purity.Violations(Agent, "StationAgent.Signals.Patterns", ["StationAgent.DropOff"]));
        Assert.Empty(Purity.Violations(Agent, "StationAgent.BinLevel.Levels", ["StationAgent.Weighing"]));
    }

    [Fact]
    public void The_decisions_of_Vision_are_pure_and_know_nothing_but_classes()
    {
        Assert.Empty(Purity.Violations(VisionLibrary, "StationAgent.Vision.Classes", []));
        Assert.Empty(Purity.Violations(VisionLibrary, "StationAgent.Vision.Decisions", ["StationAgent.Vision.Classes"]));
    }

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

    private static void AssertOneWay(FolderRules rules)
    {
        Assert.Empty(rules.Unknown());
        Assert.Equal("", string.Join('\n', rules.Violations()));
    }

    private static IEnumerable<string?> ProjectsKnownTo(Assembly assembly) => assembly
        .GetReferencedAssemblies()
        .Select(name => name.Name)
        .Where(name => name is "station-agent" || name!.StartsWith("StationAgent", StringComparison.Ordinal));
}
