using System.CommandLine;
using StationAgent.Cli.Arguments;
using StationAgent.Hosting;
using StationAgent.Simulation;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Cli.Output;

/// <summary>How a command that failed ends: one sentence for the person who started it, and an exit code. No stack trace and no core dump.</summary>
internal static class FailureReport
{
    /// <summary>The environment variable that, set to anything, shows the details of an unexpected error.</summary>
    public const string DetailsVariable = "STATION_AGENT_DETAILS";

    // As a shell reports a program that SIGPIPE has ended: 128 + 13.
    private const int ClosedPipe = 141;

    private const string Prefix = "station-agent: ";

    /// <summary>Reports a wrong command line.</summary>
    public static int Usage(ParseResult parsed, IEnumerable<string> problems)
    {
        foreach (var problem in problems)
        {
            ErrorOutput.WriteLine(Prefix + problem);
        }

        ErrorOutput.WriteLine(Arguments.Usage.Hint(parsed));
        return ExitCodes.Unusable;
    }

    /// <summary>Reports what can no longer be written. A closed pipe is silent, as with other programs: its reader has what it wanted.</summary>
    public static int Lost(StandardOutput output)
    {
        if (output.IsClosedPipe)
        {
            return ClosedPipe;
        }

        ErrorOutput.WriteLine($"{Prefix}{output.Failure().Message}.");
        return ExitCodes.Failure;
    }

    /// <summary>Reports why a command has ended.</summary>
    public static int Of(Exception failure, ParseResult parsed)
    {
        switch (failure)
        {
            case UsageException:
                return Usage(parsed, [failure.Message]);
            case OperationCanceledException:
                ErrorOutput.WriteLine(Prefix + "interrupted");
                return ExitCodes.Failure;
            case StartException or PhotoSetException:
                Explain(failure, parsed);
                return ExitCodes.Unusable;
            case IOException or UnauthorizedAccessException or OutboxException or BrokerException:
                Explain(failure, parsed);
                return ExitCodes.Failure;
            default:
                Unexpected(failure);
                return ExitCodes.Failure;
        }
    }

    /// <summary>Reports an error that no part of the program expected.</summary>
    public static void Unexpected(Exception failure)
    {
        if (Environment.GetEnvironmentVariable(DetailsVariable) is { Length: > 0 })
        {
            ErrorOutput.WriteLine(failure.ToString());
        }

        ErrorOutput.WriteLine($"{Prefix}stopped by an error in the program; set {DetailsVariable}=1 and run it again for the details, and report them.");
    }

    private static void Explain(Exception failure, ParseResult parsed)
    {
        var command = parsed.CommandResult;
        var usesStation = command.Command.Options.Any(static option => option.Name == ConfigOption.Name);
        var remedy = Permission.Remedy(failure, usesStation ? Arguments.Usage.NameOf(command) : null);
        ErrorOutput.WriteLine(
            remedy is null ? Prefix + failure.Message
            : failure.Message.Contains('\n', StringComparison.Ordinal) ? $"{Prefix}{failure.Message}{Environment.NewLine}{remedy}"
            : $"{Prefix}{failure.Message.TrimEnd('.')}. {remedy}");
    }
}
