using System.CommandLine;
using System.CommandLine.Invocation;
using StationAgent.Cli.Arguments;
using StationAgent.Cli.Cameras;
using StationAgent.Cli.Doctor;
using StationAgent.Cli.Output;
using StationAgent.Cli.Scales;
using StationAgent.Hosting;

namespace StationAgent.Cli;

/// <summary>The commands of <c>station-agent</c>.</summary>
internal static class CommandLine
{
    // An argument @name is a name and not a file with more arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Makes the commands.</summary>
    public static RootCommand Commands() => new("Recognises what people drop off at a recycling device and publishes it over MQTT.")
    {
        RunCommand.Create(),
        SimulateCommand.Create(),
        ClassifyCommand.Create(),
        EventsCommand.Create(),
        MaintenanceCommand.Create(),
        ConfigCommand.Create(),
        ModelCommand.Create(),
        ScaleCommand.Create(),
        CameraCommand.Create(),
        DoctorCommand.Create(),
        VersionCommand.Create(),
    };

    /// <summary>Reads the arguments.</summary>
    public static ParseResult Parse(IReadOnlyList<string> arguments) => Commands().Parse(arguments, Parsing);

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(string[] arguments)
    {
        var isService = arguments is [RunCommand.Name, ..];

        // Before anything else: a service that is stopped while it starts ends as cleanly as later.
        using var service = isService ? Interruption.OfService() : null;
        ErrorOutput.Open(isPatient: !isService);
        AppDomain.CurrentDomain.UnhandledException += static (_, failed) =>
        {
            // An error on a thread of its own; the runtime would add a core dump.
            FailureReport.Unexpected((Exception)failed.ExceptionObject);
            Environment.Exit(ExitCodes.Failure);
        };
        var parsed = Parse(arguments);
        if (Usage.Problems(parsed) is { Count: > 0 } problems)
        {
            return FailureReport.Usage(parsed, problems);
        }

        var output = StandardOutput.OfThisProcess();
        if (!isService)
        {
            // The service runs on when its log takes no more.
            Console.SetOut(new StreamWriter(output) { AutoFlush = true });
        }

        // An action without a token ends by the signal itself.
        using var command = !isService && parsed.Action is AsynchronousCommandLineAction ? Interruption.OfCommand() : null;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(output.Lost, service?.Requested ?? command?.Requested ?? CancellationToken.None);
        var code = await InvokeAsync(parsed, ending.Token);
        return output.Error == 0 ? code() : FailureReport.Lost(output);
    }

    private static async Task<Func<int>> InvokeAsync(ParseResult parsed, CancellationToken ending)
    {
        try
        {
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = Console.Out,
                Error = Console.Error,

                // The library would end every command 2 s after a signal, also the service; Interruption handles signals.
                ProcessTerminationTimeout = null,
            };
            var code = await parsed.InvokeAsync(configuration, ending);
            return () => code;
        }
        catch (Exception failure)
        {
            return () => FailureReport.Of(failure, parsed);
        }
    }
}
