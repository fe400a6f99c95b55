using StationAgent.Camera;
using StationAgent.Cli.Doctor;
using StationAgent.Cli.Doctor.Checks;
using StationAgent.Cli.Doctor.Machine;
using StationAgent.Cli.Scales;
using StationAgent.Clock;
using StationAgent.Hosting;
using StationAgent.Scale;
using StationAgent.Scale.Continuous;
using StationAgent.Scale.LoadCell;
using StationAgent.Scale.MtSics;
using StationAgent.Station;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Probe;
using StationAgent.Vision;
using StationAgent.Vision.Capture.V4l2;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Cli.Doctor;

/// <summary>The limits of each judgement, and that every fault has a remedy.</summary>
public sealed class JudgementTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(10, 0, "Ok")]
    [InlineData(6.5, 0, "Warning")]
    [InlineData(10, 2, "Warning")]
    [InlineData(1.2, 0, "Failed")]
    public void A_scale_is_judged_by_its_rate_and_its_unusable_samples(double rate, long unusable, string state)
    {
        var options = new AgentOptions { Scale = new ScaleOptions { Driver = Hx711IioDriver.Entry } };
        Check(state, ScaleJudgement.OfReadings(options, Summary(rate, unusable, noise: 0.5)));
    }

    [Fact]
    public void A_scale_on_a_line_sets_its_own_rate()
    {
        var options = new AgentOptions { Scale = new ScaleOptions { Driver = MtSicsDriver.Entry, RateHz = 80 } };
        Check("Ok", ScaleJudgement.OfReadings(options, Summary(rate: 5, unusable: 0, noise: 0.5)));
    }

    [Theory]
    [InlineData(0.3, "Ok")]
    [InlineData(2.5, "Warning")]
    [InlineData(4.5, "Failed")]
    public void The_delay_of_the_camera_that_the_service_measured_is_told(double seconds, string state)
    {
        var judgement = CameraJudgement.OfDelay(new CameraDelayNote(TimeSpan.FromSeconds(seconds), Now), TimeSpan.FromSeconds(4))!.Value;
        Check(state, judgement);
        Assert.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seconds:0.0} s behind the scale"), judgement.Found, StringComparison.Ordinal);
        Assert.Null(CameraJudgement.OfDelay(note: null, TimeSpan.FromSeconds(4)));
    }

    [Theory]
    [InlineData(1.5, "Ok")]
    [InlineData(1.6, "Warning")]
    public void Noise_is_reported_before_it_keeps_loads_from_settling(double noise, string state) =>
        Check(state, ScaleJudgement.OfNoise(new AgentOptions(), Summary(rate: 10, unusable: 0, noise)));

    [Fact]
    public void No_noise_at_all_is_a_failed_converter_and_a_usual_display_in_steps()
    {
        Check("Failed", ScaleJudgement.OfNoise(new AgentOptions { Scale = new ScaleOptions { Driver = Hx711IioDriver.Entry } }, Summary(rate: 10, unusable: 0, noise: 0)));
        Check("Ok", ScaleJudgement.OfNoise(new AgentOptions { Scale = new ScaleOptions { Driver = ContinuousDriver.Entry } }, Summary(rate: 10, unusable: 0, noise: 0)));
    }

    [Fact]
    public void A_load_that_never_rested_is_reported()
    {
        Check("Warning", ScaleJudgement.OfNoise(new AgentOptions(), Summary(rate: 10, unusable: 0, noise: null)));
        Check("Warning", ScaleJudgement.OfDrift(new AgentOptions(), line: null));
    }

    [Theory]
    [InlineData(0.6, 0, "Ok")]
    [InlineData(1.2, 0, "Warning")]
    [InlineData(-1.2, 0, "Warning")]
    [InlineData(1.2, 1, "Ok")]
    public void A_drift_counts_when_it_exceeds_the_noise_and_the_tracking_of_the_zero(double rise, double deviation, string state) =>
        Check(state, ScaleJudgement.OfDrift(new AgentOptions(), (new TrendLine(0, rise, deviation, Count: 24), TimeSpan.FromSeconds(6))));

    [Fact]
    public void A_drifting_load_is_measured_at_any_rate()
    {
        foreach (var rate in (int[])[10, 80])
        {
            var drift = new ScaleDrift();
            for (var i = 0; i < rate * 6; i++)
            {
                drift.Take(new ScaleSample(TimeSpan.FromSeconds(100 + (i / (double)rate)), new Grams(50 + (0.1 * i / rate))), isStable: i > rate / 2);
            }

            Assert.NotNull(drift.Line);
            Assert.Equal(0.1, drift.Line.Value.Trend.Trend / drift.Line.Value.Over.TotalSeconds, 0.01);
        }
    }

    [Theory]
    [InlineData(64, "Failed")]
    [InlineData(500, "Warning")]
    [InlineData(2000, "Ok")]
    public void Free_space_is_compared_with_the_size_the_store_may_reach(long freeMegabytes, string state) => Check(
        state,
        StorageJudgement.OfSpace(
            freeMegabytes << 20, used: 100 << 20, new StorageOptions { ReserveBytes = 48 << 20, MaximumBytes = 1L << 30 }));

    [Theory]
    [InlineData(1, 20, "Ok")]
    [InlineData(30, 300, "Warning")]
    [InlineData(2100, 2500, "Failed")]
    public void Synced_writes_are_compared_with_the_time_that_people_wait(int median, int p99, string state) => Check(
        state, StorageJudgement.OfSyncs(new SyncTimes(50, TimeSpan.FromMilliseconds(median), TimeSpan.FromMilliseconds(p99))));

    [Theory]
    [InlineData("ext4", false, true, "Ok")]
    [InlineData("ext4", false, false, "Warning")]
    [InlineData("ext4", true, true, "Failed")]
    [InlineData("tmpfs", false, true, "Failed")]
    [InlineData("overlay", false, true, "Warning")]
    public void The_file_system_of_the_data_folder_must_survive_a_power_cut(string type, bool readOnly, bool exists, string state) =>
        Check(state, StorageJudgement.OfFolder("/data", exists, new Mount("8:1", "/", type, readOnly, "")));

    [Theory]
    [InlineData(0.5, 1, "Ok")]
    [InlineData(0.9, 1, "Warning")]
    [InlineData(0.5, 2, "Warning")]
    [InlineData(0.5, 3, "Failed")]
    [InlineData(1.1, 1, "Failed")]
    public void The_wear_that_an_eMMC_reports_is_used(double life, int preEnd, string state) =>
        Check(state, StorageJudgement.OfWear(new BlockDevice("mmcblk0", 8_000_000_000, 1, life, preEnd), TimeSpan.FromDays(1)));

    [Theory]
    [InlineData(1, "Ok")]
    [InlineData(10, "Warning")]
    public void The_wear_of_other_cards_is_estimated_from_the_bytes_written(int gigabytesADay, string state)
    {
        var device = new BlockDevice("mmcblk0", 16_000_000_000, gigabytesADay * 2_000_000_000L, LifeUsed: null, PreEndOfLife: null);
        var judgement = StorageJudgement.OfWear(device, TimeSpan.FromDays(2));
        Check(state, judgement);
        Assert.Contains("estimate", judgement.Found, StringComparison.Ordinal);
        Check("Skipped", StorageJudgement.OfWear(device, TimeSpan.FromHours(20)));
        Check("Skipped", StorageJudgement.OfWear(device: null, TimeSpan.FromDays(2)));
    }

    [Fact]
    public void Events_that_are_set_aside_wait_for_a_person()
    {
        var counts = new StoreCounts("9f86d081884c7d65", 1, 30, Pending: 2, Delivered: 28, SetAside: 0, Bytes: 40_000);
        Check("Ok", StorageJudgement.OfStore(counts));
        Check("Warning", StorageJudgement.OfStore(counts with { SetAside = 1 }));
    }

    [Theory]
    [InlineData("localhost", "Ok")]
    [InlineData("127.0.0.1", "Ok")]
    [InlineData("::1", "Ok")]
    [InlineData("broker.example", "Warning")]
    public void Plain_text_is_accepted_only_on_this_machine(string host, string state) => Check(state, BrokerJudgement.OfPlainText(host));

    [Theory]
    [InlineData(31, "Ok")]
    [InlineData(29, "Warning")]
    public void An_expiring_certificate_is_reported_a_month_before(int days, string state) => Check(
        state, Of(new BrokerFinding(BrokerStep.Tls, BrokerFault.None, "TLS 1.3") { ValidUntil = Now.AddDays(days) }));

    [Fact]
    public void Every_fault_of_the_broker_has_its_own_remedy()
    {
        var remedies = Enum.GetValues<BrokerFault>()
            .Where(static fault => fault is not (BrokerFault.None or BrokerFault.CannotTell))
            .Select(static fault => Of(new BrokerFinding(BrokerStep.Connect, fault, "as it was")))
            .ToList();
        Assert.Equal(3, remedies.Count(static one => one.State == CheckState.Warning));
        Assert.All(remedies, static one => Assert.NotEmpty(one.Remedy!));
        Assert.Distinct(remedies.Select(static one => one.Remedy));
        Check("Warning", Of(new BrokerFinding(BrokerStep.Port, BrokerFault.SomeAddressesFail, "as it was")));
        Check("Warning", Of(new BrokerFinding(BrokerStep.OwnCertificate, BrokerFault.KeyIsReadable, "as it was")));
        Check("Warning", Of(new BrokerFinding(BrokerStep.Limits, BrokerFault.NoRetainedMessages, "as it was")));
        Check("Skipped", Of(new BrokerFinding(BrokerStep.Publish, BrokerFault.CannotTell, "3.1.1")));
    }

    [Theory]
    [InlineData("Synchronised", "Ok")]
    [InlineData("Unsynchronised", "Warning")]
    [InlineData("Unknown", "Warning")]
    public void A_clock_that_is_not_synchronised_is_reported(string quality, string state) => Check(
        state, ClockCheck.OfClock(new ClockFacts("boot", Enum.Parse<ClockQuality>(quality), Now, TimeSpan.FromHours(1))));

    [Theory]
    [InlineData(4, null, false, "Ok")]
    [InlineData(4, "lamp-tool", false, "Failed")]
    [InlineData(4, "station-agent", true, "Ok")]
    [InlineData(60, null, false, "Failed")]
    public void A_line_must_exist_and_be_held_only_by_the_service(int line, string? holder, bool serviceRuns, string state) =>
        Check(state, GpioJudgement.OfLine("Signals:Pins:Ready", line, count: 54, holder, serviceRuns));

    [Theory]
    [InlineData(5, true, true, "Failed")]
    [InlineData(15, false, true, "Warning")]
    [InlineData(120, false, false, "Ok")]
    public void A_picture_must_show_something(double luma, bool black, bool dim, string state) =>
        Check(state, CameraJudgement.OfPicture(new CameraOptions(), new PictureFacts(1280, 720, luma, black, dim), 90_000, TimeSpan.FromSeconds(1), rate: 10));

    [Fact]
    public void A_camera_must_give_the_configured_size_and_half_the_rate()
    {
        var options = new CameraOptions { Driver = CameraDrivers.V4l2, Path = "/dev/video0" };
        var picture = new PictureFacts(1280, 720, 120, IsBlack: false, IsDim: false);
        Check("Ok", CameraJudgement.OfPicture(options, picture, 90_000, TimeSpan.FromSeconds(1), rate: 9));
        Check("Warning", CameraJudgement.OfPicture(options, picture, 90_000, TimeSpan.FromSeconds(1), rate: 4));
        Check("Warning", CameraJudgement.OfPicture(options, picture with { Width = 640, Height = 480 }, 90_000, TimeSpan.FromSeconds(1), rate: 9));
    }

    [Fact]
    public void The_configured_camera_must_be_one_of_the_connected_ones()
    {
        const string Stable = "/dev/v4l/by-id/usb-cam-video-index0";
        var device = new VideoDevice("/dev/video0", Stable, "Cam", "uvcvideo", "usb-1", [new VideoFormat("MJPG", "Motion-JPEG", [new VideoSize(1280, 720, 30)])], Problem: null);
        Judgement Of(string path, string resolved, params VideoDevice[] devices) =>
            CameraJudgement.OfDevices(new CameraOptions { Driver = CameraDrivers.V4l2, Path = path }, devices, resolved);
        Check("Ok", Of(Stable, "/dev/video0", device));
        Assert.Contains(Stable, Check("Warning", Of("/dev/video0", "/dev/video0", device)).Remedy, StringComparison.Ordinal);
        Assert.Contains(Stable, Check("Failed", Of("/dev/video7", "/dev/video7", device)).Remedy, StringComparison.Ordinal);
        Check("Failed", Of(Stable, "/dev/video0", device with { Problem = "permission denied" }));
        Check("Failed", Of(Stable, Stable));
        Check("Ok", CameraJudgement.OfDevices(new CameraOptions(), [], resolvedPath: null));
    }

    private static Judgement Check(string state, Judgement judgement)
    {
        Assert.Equal(Enum.Parse<CheckState>(state), judgement.State);
        Assert.NotEmpty(judgement.Found);
        if (judgement.State is CheckState.Warning or CheckState.Failed)
        {
            Assert.False(string.IsNullOrEmpty(judgement.Remedy), judgement.Found);
        }

        return judgement;
    }

    private static Judgement Of(BrokerFinding finding) => BrokerJudgement.Of(finding, "sa/v1/s/d/tele/metrics", "d-doctor", Now);

    private static ScaleSummary Summary(double rate, long unusable, double? noise) =>
        new(Seconds: 6, Samples: (long)(rate * 6), rate, unusable, Losses: 0, LowestGrams: -1, HighestGrams: 1, noise, ZeroGrams: 0);
}
