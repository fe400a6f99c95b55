using StationAgent.Cli;
using StationAgent.Native;
using StationAgent.Vision.Inference;

namespace StationAgent;

internal static class Program
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static Task<int> Main(string[] arguments)
    {
        // What the agent writes (the store, SQLite's files beside it, quarantined copies, bundles) is for its own user, whatever mask a shell or a unit has set.
        if (!OperatingSystem.IsWindows())
        {
            _ = LibC.SetFileMask((uint)Others);
        }

        // Before anything can touch ONNX Runtime: it reads the variable once.
        OrtTelemetry.Disable();
        return CommandLine.InvokeAsync(arguments);
    }
}
