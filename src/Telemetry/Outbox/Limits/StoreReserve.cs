namespace StationAgent.Telemetry.Outbox.Limits;

/// <summary>
/// A file that reserves room on the disk. It is deleted when the disk is full, so that deliveries can still be recorded, and is created again
/// before any new event is stored. Used by the writer's thread only.
/// </summary>
internal sealed class StoreReserve(string folder, long bytes, TimeProvider time)
{
    public const string FileName = "outbox.reserve";

    // Trying to write two megabytes that may not fit is not worth doing more often.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // What else the store needs at once: its WAL and the index of the WAL.
    private const long Margin = 256 * 1024;
    private const int Piece = 64 * 1024;

    private readonly string _file = Path.Combine(folder, FileName);
    private long? _triedAt;

    /// <summary>True when the room has been given to the store: it records deliveries and refuses new events.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Creates the file at opening, unless it exists.</summary>
    public void Prepare() => IsSpent = !TryMake();

    /// <summary>Gives the room to the store.</summary>
    /// <returns>False when there is no reserve to give.</returns>
    public bool Spend()
    {
        if (bytes == 0 || IsSpent)
        {
            return false;
        }

        IsSpent = true;
        _triedAt = time.GetTimestamp();
        return TryDelete();
    }

    /// <summary>Creates the file again if the disk has room for it.</summary>
    /// <returns>False when the disk has too little room.</returns>
    public bool TryRestore()
    {
        if (_triedAt is { } tried && time.GetElapsedTime(tried) < Pause)
        {
            return false;
        }

        _triedAt = time.GetTimestamp();
        IsSpent = !TryMake();
        return !IsSpent;
    }

    /// <summary>The room on the disk in bytes, for a user without privileges.</summary>
    public long Free
    {
        get
        {
            try
            {
                return new DriveInfo(folder).AvailableFreeSpace;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return 0;
            }
        }
    }

    /// <summary>True when half of the room that was given to the store has been used up, by it or by others.</summary>
    public bool IsRunningOut => IsSpent && Free < bytes / 2;

    /// <summary>True when the disk has less room than the store needs to work.</summary>
    public bool IsDiskShort() => Free < Margin;

    private bool TryMake()
    {
        if (bytes == 0)
        {
            TryDelete();
            return true;
        }

        try
        {
            if (new FileInfo(_file) is { Exists: true } there && there.Length == bytes)
            {
                return true;
            }

            TryDelete();
            if (Free < bytes + Margin)
            {
                return false;
            }

            // The bytes are really written, because some file systems promise room that they do not have.
            using var file = File.OpenHandle(_file, FileMode.Create, FileAccess.Write);
            var zeros = new byte[Piece];
            for (var at = 0L; at < bytes; at += Piece)
            {
                RandomAccess.Write(file, zeros.AsSpan(0, (int)Math.Min(Piece, bytes - at)), at);
            }

            RandomAccess.FlushToDisk(file);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete();
            return false;
        }
    }

    private bool TryDelete()
    {
        try
        {
            var there = File.Exists(_file);
            File.Delete(_file);
            return there;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
