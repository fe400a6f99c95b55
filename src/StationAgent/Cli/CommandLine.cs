using System.CommandLine;
using StationAgent.Cli.Arguments;
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
        ConfigCommand.Create(),
        ModelCommand.Create(),
        ScaleCommand.Create(),
        DoctorCommand.Create(),
        VersionCommand.Create(),
    };

    /// <summary>Reads the arguments.</summary>
    public static ParseResult Parse(IReadOnlyList<string> arguments) => Commands().Parse(arguments, Parsing);

    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(string[] arguments)
    {
        ErrorOutput.Open();
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
        if (parsed.CommandResult.Command.Name != RunCommand.Name)
        {
            // The service runs on when its log takes no more.
            Console.SetOut(new StreamWriter(output) { AutoFlush = true });
        }

        var code = await InvokeAsync(parsed, output.Lost);
        return output.Error == 0 ? code() : FailureReport.Lost(output);
    }

    private static async Task<Func<int>> InvokeAsync(ParseResult parsed, CancellationToken outputLost)
    {
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = Console.Out, Error = Console.Error }, outputLost);
            return () => code;
        }
        catch (Exception failure)
        {
            return () => FailureReport.Of(failure, parsed);
        }
    }
}
