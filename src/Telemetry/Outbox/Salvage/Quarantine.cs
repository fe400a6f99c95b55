using System.Globalization;
using StationAgent.Telemetry.Outbox.Files;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>
/// Exchanges a damaged store for a new one. The damaged files go into the folders <c>damaged-1</c>, <c>damaged-2</c> and so on beside the store.
/// A crash at any point leaves either the damaged store in its place or a complete new one, which the next start puts there.
/// </summary>
internal sealed class Quarantine(string folder)
{
    public const string Prefix = "damaged-";
    public const string NextName = "outbox.next";
    public const string BuildingName = "outbox.building";
    public const string WorkName = "outbox.salvage";

    /// <summary>The number of damaged stores that are kept; with a new one, the oldest is deleted.</summary>
    public const int Kept = 3;

    private static readonly string[] Ends = ["", "-wal", "-shm", "-journal"];

    public string File => Path.Combine(folder, StoreFolder.FileName);

    public string Next => Path.Combine(folder, NextName);

    public string Building => Path.Combine(folder, BuildingName);

    public string Work => Path.Combine(folder, WorkName);

    /// <summary>The number of the newest folder; 0 when there is none.</summary>
    public int Newest => Numbers() is [.., var newest] ? newest : 0;

    public string Name(int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}"));

    /// <summary>Completes an exchange that a crash interrupted after its first step, and deletes the remains of anything else.</summary>
    public void Settle()
    {
        if (Path.Exists(Next) && !Path.Exists(File))
        {
            // The WAL of the damaged file must be gone before the new file gets its name.
            MoveTo(Math.Max(Newest, 1));
            PutInPlace();
        }

        StoreBuilder.Delete(Next);
        StoreBuilder.Delete(Building);
        DamagedView.Remove(Work);
    }

    /// <summary>Marks the new store as complete and synced by renaming it.</summary>
    public void Promote()
    {
        System.IO.File.Move(Building, Next, overwrite: true);
        DurableFolder.Sync(folder);
    }

    /// <summary>Puts the promoted store in place, where no file may exist.</summary>
    public void PutInPlace()
    {
        System.IO.File.Move(Next, File);
        DurableFolder.Sync(folder);
    }

    /// <summary>Moves the damaged files away and puts the promoted store in their place.</summary>
    /// <param name="number">The number of the folder.</param>
    /// <param name="reason">What was found, for the person who examines it.</param>
    public void Exchange(int number, string reason)
    {
        var name = Name(number);
        Directory.CreateDirectory(name);
        System.IO.File.WriteAllText(Path.Combine(name, "reason.txt"), reason + "\n");
        MoveTo(number);
        PutInPlace();
        Prune();
    }

    /// <summary>True when files of a store without its database file exist where a new one is to be created.</summary>
    public bool HasRemains() => Ends.AsSpan(1).ToArray().Any(end => Path.Exists(File + end));

    // The database file is moved first: once it is gone, the complete new store counts, even if other files still have to be moved.
    private void MoveTo(int number)
    {
        var name = Name(number);
        Directory.CreateDirectory(name);
        DurableFolder.Sync(folder);
        foreach (var end in Ends)
        {
            if (Path.Exists(File + end))
            {
                Move(File + end, Path.Combine(name, StoreFolder.FileName + end));
                DurableFolder.Sync(name);
                DurableFolder.Sync(folder);
            }
        }
    }

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            System.IO.File.Move(from, to, overwrite: true);
        }
    }

    private void Prune()
    {
        var numbers = Numbers();
        foreach (var number in numbers.AsSpan(0, Math.Max(0, numbers.Length - Kept)))
        {
            Directory.Delete(Name(number), recursive: true);
        }
    }

    private int[] Numbers() =>
    [
        .. Directory.EnumerateDirectories(folder, Prefix + "*")
            .Select(path => int.TryParse(Path.GetFileName(path).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0)
            .Order(),
    ];
}
