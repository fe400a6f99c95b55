using System.CommandLine;
using StationAgent.Cli.Cameras;
using StationAgent.Failures;
using StationAgent.Hosting;

namespace StationAgent.Cli;

/// <summary><c>config check</c> and <c>config show</c>.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new("config", "Check the configuration, or show the values in use.") { Check(), Show() };

    private static Command Check()
    {
        var config = ConfigOption.Create();
        var command = new Command("check", "Report everything that is wrong with the configuration; exit code 2 if anything is.") { config };
        command.SetAction(parsed =>
        {
            var configuration = ConfigOption.Load(parsed.GetValue(config));
            var classes = ModelRules.ClassesOf(configuration.Options);
            ModelRules.Check(configuration, classes);
            var factors = CarbonRules.Check(configuration, classes);
            CalibrationOption.Load(configuration.Options.Camera);
            foreach (var warning in CarbonRules.Warnings(configuration.Options.DropOff.Classes, factors, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)))
            {
                Console.Out.WriteLine(OutsideText.OneLine($"Warning: {warning}"));
            }

            foreach (var hint in configuration.Hints())
            {
                Console.Out.WriteLine(OutsideText.OneLine($"Hint: {hint}"));
            }

            Console.Out.WriteLine("The configuration is complete and valid.");
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Show()
    {
        var config = ConfigOption.Create();
        var command = new Command("show", "Print the configuration in use as JSON, each value with its source.") { config };
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(ConfigOption.Load(parsed.GetValue(config)).Show());
            return ExitCodes.Success;
        });
        return command;
    }
}
