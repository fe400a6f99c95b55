using System.Runtime.InteropServices;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>Signals of Linux that .NET has no call for.</summary>
internal static partial class Signals
{
    public const int Kill = 9;
    public const int Stop = 19;

    /// <summary>Sends a signal; a process that has ended is not an error.</summary>
    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
