using System.CommandLine;
using StationAgent.Benchmarks.Verbs;
using StationAgent.Cli;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision.Inference;

namespace StationAgent.Benchmarks;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        // Before anything can touch ONNX Runtime: it reads the variable once.
        OrtTelemetry.Disable();
        var root = new RootCommand("Times parts of the agent, each beside a floor or peer in the same process. A verb prints one JSON line.")
        {
            StationDayVerb.Create(),
            VisionVerb.Create(),
            EnqueueVerb.Create(),
            FloorVerb.Create(),
            TableVerb.Create(),
        };
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            return await root.Parse(arguments).InvokeAsync(configuration);
        }
        catch (Exception failure) when (failure is StartException or OutboxException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Benchmarks: {failure.Message}");
            return ExitCodes.Failure;
        }
    }
}
