using StationAgent.Cli.Doctor.Machine;
using StationAgent.Clock;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Checks the data folder: its file system, free space, time of a synced write, wear, and what the store contains.</summary>
/// <param name="options">The configuration.</param>
/// <param name="time">For durations.</param>
internal sealed class StorageCheck(AgentOptions options, TimeProvider time) : IDoctorCheck
{
    private const string AsWhom = "Run doctor as root or as the service's user: sudo -u station-agent station-agent doctor.";

    /// <inheritdoc/>
    public string Area => DoctorAreas.Storage;

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(40);

    /// <summary>What the store contains; null when it could not be read or does not exist.</summary>
    public StoreCounts? Counts { get; private set; }

    /// <inheritdoc/>
    public Task RunAsync(Findings findings, CancellationToken cancellationToken)
    {
        var folder = options.Storage.Directory;
        if (!IsSeen(folder, findings))
        {
            return Task.CompletedTask;
        }

        var there = NearestThere(folder);
        var target = new DirectoryInfo(there).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? there;
        var mount = Mount.Find(File.ReadAllText(Mount.Table), target);
        findings.Add("folder", StorageJudgement.OfFolder(folder, exists: there == folder, mount));
        var used = SizeOf(folder);
        findings.Add("free space", StorageJudgement.OfSpace(new DriveInfo(target).AvailableFreeSpace, used ?? 0, options.Storage));
        Sync(folder, there, findings, cancellationToken);
        findings.Add("wear", StorageJudgement.OfWear(mount is null ? null : BlockDevice.Find(mount.Device), time.SinceBoot()));
        if (used is null)
        {
            findings.Skipped("store", "this user may not read the data folder", AsWhom);
        }
        else
        {
            Look(folder, findings);
        }

        return Task.CompletedTask;
    }

    private void Sync(string folder, string there, Findings findings, CancellationToken cancellationToken)
    {
        if (there != folder)
        {
            findings.Skipped("synced writes", "not measured: the data folder does not exist");
            return;
        }

        try
        {
            findings.Add("synced writes", StorageJudgement.OfSyncs(SyncTimes.Measure(folder, time, cancellationToken)));
        }
        catch (UnauthorizedAccessException)
        {
            findings.Skipped("synced writes", "not measured: this user may not write there", AsWhom);
        }
        catch (IOException failure)
        {
            findings.Failed("synced writes", failure.Message, "Look at the disk: dmesg, df -h, df -i.");
        }
    }

    private void Look(string folder, Findings findings)
    {
        try
        {
            using var reader = OutboxReader.Open(folder);
            Counts = reader.Count();
            findings.Add("store", StorageJudgement.OfStore(Counts));
        }
        catch (OutboxException failure) when (failure.Kind == OutboxFailure.NotAllowed)
        {
            findings.Skipped("store", failure.Message, AsWhom);
        }
        catch (OutboxException failure) when (failure.Kind == OutboxFailure.Missing)
        {
            findings.Ok("store", "none yet; the agent creates it when it first starts");
        }
        catch (OutboxException failure)
        {
            findings.Failed("store", failure.Message, "The agent quarantines a damaged store and saves what it can: docs/store-recovery.md.");
        }
    }

    private static bool IsSeen(string folder, Findings findings)
    {
        try
        {
            if (File.GetAttributes(folder).HasFlag(FileAttributes.Directory))
            {
                return true;
            }

            findings.Failed("folder", $"{folder} is a file", "Set Storage:Directory to a folder, or move the file away.");
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // Whether it exists is not known: Directory.Exists would say that it does not.
            findings.Skipped("folder", $"{folder} is in a folder that this user may not enter", AsWhom);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string NearestThere(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        return folder;
    }

    /// <summary>Bytes in the folder; null when this user may not read it.</summary>
    private static long? SizeOf(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Sum(static file => file.Length) : 0;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
