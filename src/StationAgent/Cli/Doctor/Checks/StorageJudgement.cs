using System.Globalization;
using StationAgent.Cli.Doctor.Machine;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Judges the facts about a data folder. Pure.</summary>
internal static class StorageJudgement
{
    private const double Megabyte = 1e6;
    private const double Gigabyte = 1e9;

    /// <summary>Under this the log of the store cannot grow to its usual length.</summary>
    private const long LeastFree = 32L << 20;

    /// <summary>A person waits for the outcome: this is the promised time from a stable load to a stored event.</summary>
    private static readonly TimeSpan SlowSync = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan HopelessSync = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often every cell of a plain card can be written, small writes counted as large ones: the order of magnitude that makers of consumer cards
    /// state. It is only used for an estimate.
    /// </summary>
    private const double CardCycles = 500;

    private const double LeastYears = 3;

    // Share of an eMMC's life.
    private const double WornLife = 0.8;
    private const double EndOfLife = 1.1;

    /// <summary>An installation or an update writes more than a usual day.</summary>
    private static readonly TimeSpan LongEnoughToCount = TimeSpan.FromDays(1);

    /// <summary>Judges the folder and its file system.</summary>
    public static Judgement OfFolder(string folder, bool exists, Mount? mount)
    {
        var on = mount is null ? "" : $", {mount.Type} mounted on {mount.Point}";
        return mount switch
        {
            { IsReadOnly: true } => new Judgement(CheckState.Failed, $"{folder}{on} is read-only: nothing can be stored", "dmesg says why; check the file system (fsck) or replace the card."),
            { Type: "tmpfs" or "ramfs" } => new Judgement(
                CheckState.Failed, $"{folder}{on} is in memory: a power cut loses every event", "Set Storage:Directory to a folder on a disk or card."),
            { Type: "overlay" } => new Judgement(
                CheckState.Warning, $"{folder}{on}: an overlay may write to memory", "Put Storage:Directory on its own partition or volume."),
            _ when !exists => new Judgement(CheckState.Warning, $"{folder} does not exist{on}", "The service creates it when it starts; the parent folder must be writable for the service."),
            _ => Judgement.Good($"{folder}{on}"),
        };
    }

    /// <summary>Compares the free space with the size that the store may reach.</summary>
    /// <param name="free">Bytes that an ordinary user may still write.</param>
    /// <param name="used">Bytes in the data folder.</param>
    /// <param name="storage">The configuration.</param>
    public static Judgement OfSpace(long free, long used, StorageOptions storage)
    {
        var found = Text($"{free / Megabyte:#,0} MB free");
        var wanted = Math.Max(0, storage.MaximumBytes - used);
        return free < LeastFree + storage.ReserveBytes
            ? new Judgement(CheckState.Failed, $"{found}: the station goes out of service when the disk is full", "Remove what is not needed: journalctl --vacuum-size=100M, apt-get clean.")
            : free < wanted
                ? new Judgement(
                    CheckState.Warning,
                    Text($"{found}; the store may still grow by {wanted / Megabyte:#,0} MB (Storage:MaximumBytes)"),
                    "Free some space, or lower Storage:MaximumBytes, so that a long outage cannot fill the disk.")
                : Judgement.Good(found);
    }

    /// <summary>Time of synced writes.</summary>
    public static Judgement OfSyncs(SyncTimes times)
    {
        var found = Text($"{times.Count} of 4 KiB: p50 {times.Median.TotalMilliseconds:0.00} ms, p99 {times.P99.TotalMilliseconds:0.00} ms");
        const string Remedy = "Use an industrial card or an SSD; look for other programs that write a lot (iotop).";
        return times.Median > HopelessSync ? new Judgement(CheckState.Failed, found, Remedy)
            : times.P99 > SlowSync ? new Judgement(CheckState.Warning, Text($"{found}; above {SlowSync.TotalMilliseconds:0} ms people have to wait for the lamp"), Remedy)
            : Judgement.Good(found);
    }

    /// <summary>Wear of the disk or card: as the device reports it, otherwise an estimate.</summary>
    /// <param name="device">What the kernel reports; null when it reports nothing.</param>
    /// <param name="sinceBoot">How long it has counted.</param>
    public static Judgement OfWear(BlockDevice? device, TimeSpan sinceBoot)
    {
        if (device is null)
        {
            return new Judgement(CheckState.Skipped, "not known: the file system has no device of its own");
        }

        if (device.LifeUsed is { } life)
        {
            var used = Text($"{device.Name}: {(life >= EndOfLife ? "its life is used up" : $"{(life - 0.1) * 100:0} to {life * 100:0} % of its life used")}, as the device reports");
            const string Replace = "Replace the device before it fails.";
            return life >= EndOfLife || device.PreEndOfLife == 3 ? new Judgement(CheckState.Failed, used, Replace)
                : life > WornLife || device.PreEndOfLife == 2 ? new Judgement(CheckState.Warning, used, Replace)
                : Judgement.Good(used);
        }

        if (device.BytesWritten is not { } written || device.Bytes == 0)
        {
            return new Judgement(CheckState.Skipped, $"not known: the kernel does not count the writes to {device.Name}");
        }

        if (sinceBoot < LongEnoughToCount)
        {
            return new Judgement(CheckState.Skipped, Text($"available after 24 h of uptime; {device.Name}: {written / Gigabyte:0.0} GB in {sinceBoot.TotalHours:0.0} h"));
        }

        var perDay = written / sinceBoot.TotalDays;
        var years = device.Bytes * CardCycles / Math.Max(1, perDay) / 365.25;
        var found = Text($"{device.Name}: {perDay / Gigabyte:0.00} GB a day since boot, by all programs; {(years > 99 ? "over 99" : $"about {years:0}")} years at {CardCycles:0} full writes (estimate)");
        return years < LeastYears
            ? new Judgement(CheckState.Warning, found, "Find what writes so much (iotop -a), keep the journal in memory, or use a larger industrial card.")
            : Judgement.Good(found);
    }

    /// <summary>What the store holds.</summary>
    public static Judgement OfStore(StoreCounts counts)
    {
        var found = Text($"{counts.Pending} events pending, {counts.Delivered} delivered, {counts.SetAside} set aside; {counts.Bytes / Megabyte:0.0} MB");
        return counts.SetAside > 0
            ? new Judgement(CheckState.Warning, found, "List the events that were set aside: station-agent events list --state setaside.")
            : Judgement.Good(found);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
