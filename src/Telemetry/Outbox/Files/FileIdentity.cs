using System.Buffers.Binary;
using System.Runtime.InteropServices;
using StationAgent.Native;

namespace StationAgent.Telemetry.Outbox.Files;

/// <summary>
/// The identity of the file at a path. It shows when an open file has been deleted or replaced, because writing to it then causes no error.
/// </summary>
/// <param name="Device">The file system.</param>
/// <param name="Node">The file on it.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Node)
{
    // <linux/stat.h>: unlike that of stat(2), this structure is the same on all architectures.
    private const int StructureBytes = 256;
    private const int NodeOffset = 32;
    private const int DeviceMajorOffset = 136;
    private const int DeviceMinorOffset = 140;
    private const int CurrentFolder = -100;
    private const uint WantNode = 0x100;

    /// <summary>
    /// The identity of the file at a path; null when there is none. On other systems than Linux all files have the same identity.
    /// </summary>
    public static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return File.Exists(path) ? new FileIdentity(0, 0) : null;
        }

        Span<byte> status = stackalloc byte[StructureBytes];
        return LibC.StatX(CurrentFolder, path, 0, WantNode, ref MemoryMarshal.GetReference(status)) == 0
            ? new FileIdentity(
                ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(status[DeviceMajorOffset..]) << 32)
                | BinaryPrimitives.ReadUInt32LittleEndian(status[DeviceMinorOffset..]),
                BinaryPrimitives.ReadUInt64LittleEndian(status[NodeOffset..]))
            : null;
    }
}
