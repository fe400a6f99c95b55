using System.CommandLine;
using StationAgent.Cli.Arguments;
using StationAgent.Configuration;
using StationAgent.Contracts.Maintenance;
using StationAgent.Hosting.Control;

namespace StationAgent.Cli;

/// <summary><c>maintenance on</c> and <c>maintenance off</c>: ask the running service to start or end maintenance.</summary>
internal static class MaintenanceCommand
{
    private static readonly ValueKind<MaintenanceWhy> Reasons = ValueKinds.Choice([.. Enum.GetValues<MaintenanceWhy>().Select(static why => (EnumText.NameOf(why), why))]);

    public static Command Create() => new("maintenance", "Start or end maintenance, in which drop-offs are worth nothing; the service must be running.") { On(), Off() };

    private static Command On()
    {
        var why = new ValueOption<MaintenanceWhy>("--why", Reasons)
        {
            Description = $"What is done: {Reasons.Expected}.",
            HelpName = "WHY",
            DefaultValueFactory = _ => MaintenanceWhy.Test,
        };
        var data = ServiceRequest.DataOption();
        var config = ConfigOption.Create();
        var command = new Command("on", "Start maintenance.") { why, data, config };
        command.SetAction((parsed, cancellationToken) => ServiceRequest.AskAsync(
            parsed.GetValue(data), parsed.GetValue(config), new ControlRequest(ControlRequest.Maintenance) { Why = parsed.GetValue(why) }, cancellationToken));
        return command;
    }

    private static Command Off()
    {
        var data = ServiceRequest.DataOption();
        var config = ConfigOption.Create();
        var command = new Command("off", "End maintenance.") { data, config };
        command.SetAction((parsed, cancellationToken) => ServiceRequest.AskAsync(
            parsed.GetValue(data), parsed.GetValue(config), new ControlRequest(ControlRequest.Maintenance), cancellationToken));
        return command;
    }
}
