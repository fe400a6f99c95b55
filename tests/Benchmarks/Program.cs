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
            var parsed = root.Parse(arguments);
            var code = await parsed.InvokeAsync(configuration);
            return parsed.Errors.Count > 0 ? ExitCodes.Unusable : code;
        }
        catch (Exception failure) when (failure is StartException or OutboxException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Benchmarks: {failure.Message}");
            return ExitCodes.Failure;
        }
    }
}
