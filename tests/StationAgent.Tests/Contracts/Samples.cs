using System.Text;
using System.Text.Json.Nodes;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.Contracts.Carbon;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;
using StationAgent.DropOff;
using StationAgent.DropOff.Grading;
using StationAgent.DropOff.Rules;
using StationAgent.Telemetry.Outbox;
using StationAgent.Tests.DropOff;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.Tests.Contracts;

/// <summary>One of each document of the contract, as the device writes it.</summary>
internal static class Samples
{
    public static readonly DeviceIdentity Identity = new("demo", "demo-01");

    public static readonly EventId Id = new("9f86d081884c7d65", 42);

    public static readonly ModelData Model = new("carton-classifier", "1.0.0", new string('a', 64));

    public static readonly CarbonFigures Carbon = new(FactorsDocument.Shipped, DefaultClassRules.Rules);

    public static readonly CarbonFigures NoCarbon = new(FactorsDocument.Shipped, new ClassRules([]));

    public static readonly ClockFacts Clock = new(
        "5e0f1c1e-8d1a-4f59-9a51-0d5a3c0a7b11",
        ClockQuality.Synchronised,
        new DateTimeOffset(2026, 3, 1, 9, 30, 7, 250, TimeSpan.FromHours(1)),
        TimeSpan.FromSeconds(1234.5678),
        TimeSpan.FromMilliseconds(15));

    public static readonly DropOffRecord Accepted = new(
        1,
        Outcome.Accepted,
        [],
        Recognitions.WithScores("packaging/carton/intact", 0.91238, 5, 0.99001, 0.96001, 0.91238, 0.04763, 0.01, 0.02, 0.00999, 0),
        Disposition.Reuse,
        new StableWeight(new Grams(183.44), new Grams(1.26)),
        TimeSpan.FromSeconds(1231.0),
        TimeSpan.FromSeconds(1233.25))
    {
        RetryOf = new EventId("9f86d081884c7d65", 40).ToString(),
        Grade = new PieceGrade(SeenForm.Standing, new SeenExtent(296.4, 172.6, 0.0507, 4.7, 1_300), 3.6178, ["no-5"], new Grams(183.44)),
    };

    public static readonly DropOffRecord ToSort = Accepted with
    {
        Recognition = Recognitions.WithScores("packaging/carton", 0.97, 5, 0.995, 0.97, 0.679, 0.291, 0.012, 0.013, 0.004, 0.001),
        Disposition = Disposition.Sort,
        Remarks = ["condition_unclear"],
        RetryOf = null,
        Grade = null,
    };

    public static readonly DropOffRecord Unseen = new(
        2, Outcome.Undecided, ["load_never_settled"], null, Disposition.None, null, TimeSpan.FromSeconds(1231.0), null);

    /// <summary>Name of the document's example file and its bytes.</summary>
    public static IReadOnlyDictionary<string, byte[]> Events { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["dropoff.v1"] = DropOff(Accepted),
        ["dropoff.v1.sort"] = DropOff(ToSort),
        ["dropoff.v1.undecided"] = DropOff(Unseen),
        ["dropoff.amended.v1"] = EventWriter.Amendment(
            Id, Identity, Clock, new AmendmentData(new EventId("9f86d081884c7d65", 41).ToString(), AmendmentChange.Withdrawn, "taken_back", Stamp())),
        ["dropoff.v1.test"] = DropOff(ToSort with { IsTest = true }),
        ["dropoff.graded.v1"] = EventWriter.Grade(Id, Identity, Clock, new GradeData(
            new EventId("9f86d081884c7d65", 41).ToString(),
            Grade.Reuse,
            GradedBy.Command,
            new GradedPiece("packaging/carton", "sort"),
            Carbon.Confirmed("packaging/carton", Disposition.Reuse, new MassData(183.4, 1.3)),
            Clock.Wall,
            Stamp())),
        ["maintenance.v1"] = EventWriter.Maintenance(Id, Identity, Clock, TimeSpan.FromSeconds(1231), new MaintenanceData(
            MaintenanceChange.Started,
            MaintenanceBy.Key,
            MaintenanceWhy.Emptying,
            Clock.WallAt(TimeSpan.FromSeconds(1231)),
            Clock.StampAt(TimeSpan.FromSeconds(1231)))),
        ["alarm.v1"] = EventWriter.Alarm(Id, Identity, Clock, new AlarmData("camera_fault", "The camera gives no pictures.", Stamp())),
        ["gap.v1"] = EventWriter.Gap(
            Id,
            Identity,
            Clock,
            new GapData(GapReason.Evicted, Id.StoreEpoch, new EventId("", 3).SequenceText, new EventId("", 17).SequenceText, "The store was full.", Stamp())),
        ["gap.v1.unknown"] = EventWriter.Gap(
            Id, Identity, Clock, new GapData(GapReason.StoreReplaced, null, null, null, "The old store could not be read.", Stamp())),
        ["clock.v1"] = EventWriter.Clock(
            Id, Identity, Clock, new ClockCorrectionData(Clock.BootId, Clock.BootedAt, 55_000_000.125, 0.015, Stamp())),
    };

    /// <summary>Name of the document's example file and its bytes.</summary>
    public static IReadOnlyDictionary<string, byte[]> States { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["health.v1"] = StateWriter.Health(new HealthState(
            Clock.Wall,
            StationStatus.OutOfService,
            PartHealth.Ok,
            new PartHealth(PartState.Failed, "No picture for 2 s."),
            PartHealth.Ok,
            PartHealth.Ok,
            new PartHealth(PartState.Degraded, "evt/alarm is refused by the broker."),
            new BacklogState(12, 81_920, Clock.WallAt(TimeSpan.FromSeconds(900)), 1, 3),
            1200.4,
            Stamp())
        {
            Signals = new PartHealth(PartState.Degraded, "there is no /dev/gpiochip1"),
            Display = PartHealth.Ok,
            Bin = new BinHealth(PartState.Degraded, "The bin is nearly full (83 %).", BinLevelSource.Mass) { Level = 0.8312, Grams = 16_624.3 },
        }),
        ["inventory.v1"] = StateWriter.Inventory(new InventoryState(
            "demo",
            "demo-01",
            PlatformKind.Tray,
            "simulated",
            "simulated",
            Model,
            Id.StoreEpoch,
            new VersionsState("0.1.0", ".NET 10.0.0", "Debian GNU/Linux 12", "arm64"),
            Clock.BootId,
            Clock.WallAt(TimeSpan.FromSeconds(34)))),
        // The file has lines, which an example is compared without.
        ["factors.v1"] = Encoding.UTF8.GetBytes(JsonNode.Parse(FactorsDocument.Shipped.Bytes.Span)!.ToJsonString()),
        ["grade.answer.v1"] = StateWriter.Answer(new GradeAnswer("g-1", GradeResult.Graded) { GradedEvent = Id.ToString() }),
        ["grade.answer.v1.refused"] = StateWriter.Answer(new GradeAnswer("g-2", GradeResult.Refused) { Reason = GradeRefusals.WindowOpen }),
        ["metrics.v1"] = StateWriter.Metrics(new MetricsData(
            Clock.Wall,
            new SortedDictionary<string, double>(StringComparer.Ordinal)
            {
                ["delivery.delivered"] = 4711,
                ["outbox.commit.duration.count"] = 12,
                ["outbox.commit.duration.max"] = 0.0123,
                ["outbox.commit.duration.mean"] = 0.0041,
                ["outbox.depth"] = 12,
            })),
    };

    public static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    private static byte[] DropOff(DropOffRecord record) => EventWriter.DropOff(
        Id,
        Identity,
        Clock,
        record.PresentedAt,
        DropOffMapper.Map(record, Carbon, Model, PlatformKind.Tray, TimeSpan.FromSeconds(5), Clock));

    private static ClockStamp Stamp() => Clock.StampAt(Clock.SinceBoot);
}
