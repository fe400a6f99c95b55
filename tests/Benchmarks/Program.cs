using System.CommandLine;
using MQTTnet.Exceptions;
using StationAgent.Benchmarks.Verbs;
using StationAgent.Cli;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision.Inference;

namespace StationAgent.Benchmarks;

internal static class Program
{
    // After SIGTERM: acknowledgements, the goodbye to the broker and the last marks.
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(20);

    private static async Task<int> Main(string[] arguments)
    {
        // Before anything can touch ONNX Runtime: it reads the variable once.
        OrtTelemetry.Disable();
        var root = new RootCommand("Times parts of the agent, each beside a floor or peer in the same process. A verb prints one JSON line.")
        {
            StationDayVerb.Create(),
            ScaleDayVerb.Create(),
            IdleVerb.Create(),
            VisionVerb.Create(),
            EnqueueVerb.Create(),
            EpochVerb.Create(),
            FloorVerb.Create(),
            StormVerb.Create(),
            DrainVerb.Create(),
            PublishVerb.Create(),
            TableVerb.Create(),
        };
        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = GoodbyeLimit,
            };
            var parsed = root.Parse(arguments);
            var code = await parsed.InvokeAsync(configuration);
            return parsed.Errors.Count > 0 ? ExitCodes.Unusable : code;
        }
        catch (Exception failure) when (failure is StartException or OutboxException or IOException or UnauthorizedAccessException or MqttCommunicationException)
        {
            await Console.Error.WriteLineAsync($"Benchmarks: {failure.Message}");
            return ExitCodes.Failure;
        }
    }
}
