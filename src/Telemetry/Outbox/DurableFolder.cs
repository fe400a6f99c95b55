using StationAgent.Native;

namespace StationAgent.Telemetry.Outbox;

/// <summary>Makes what was created, renamed or removed in a folder outlive a power cut.</summary>
public static class DurableFolder
{
    /// <summary>Makes the entries of a folder durable; does nothing where the file system or the user's rights do not allow it.</summary>
    /// <param name="path">The folder.</param>
    public static void Sync(string path)
    {
        using var folder = LibC.Open(path, OpenFlags.ReadOnly | OpenFlags.CloseOnExec);
        if (folder.IsInvalid)
        {
            return;
        }

        // Some file systems refuse to sync a folder; then there is nothing more to be had.
        _ = LibC.FSync(folder);
    }
}
