using StationAgent.Cli;
using StationAgent.Vision.Inference;

namespace StationAgent;

internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        // Before anything can touch ONNX Runtime: it reads the variable once.
        OrtTelemetry.Disable();
        return CommandLine.InvokeAsync(arguments);
    }
}
