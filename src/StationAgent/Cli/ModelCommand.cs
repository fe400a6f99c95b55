using System.CommandLine;
using System.Globalization;
using StationAgent.Cli.Arguments;
using StationAgent.Hosting;
using StationAgent.Simulation.Scenes;

namespace StationAgent.Cli;

/// <summary><c>model check</c> and <c>model scenes</c>: verifies the model against its manifest, and writes pictures to train one.</summary>
internal static class ModelCommand
{
    public static Command Create() => new("model", "Check the classifier, or write labelled pictures to train one.") { Check(), Scenes() };

    private static Command Check()
    {
        var model = ModelOption.Create();
        var command = new Command("check", "Verify the model against its manifest: bytes, labels, shapes, one test run.") { model };
        command.SetAction(parsed =>
        {
            var path = (parsed.GetValue(model) ?? new FileInfo(ModelOption.ShippedManifest)).FullName;
            using var recogniser = ModelOption.Load(parsed.GetValue(model));
            var manifest = recogniser.Model;
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {manifest.Name} {manifest.Version} matches its manifest and runs."));
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sha256 {manifest.Sha256}, input {manifest.Input.Width}x{manifest.Input.Height}"));
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Scenes()
    {
        var seeds = ValueKinds.WholeNumber(SceneSeeds.TrainingStart, int.MaxValue);
        var output = new ValueOption<DirectoryInfo>("--out", PathKinds.Folder) { Description = "Folder to write to; an interrupted export is continued.", Required = true };
        var from = new ValueOption<int>("--from", seeds) { Description = $"First seed, {SceneSeeds.TrainingStart} or above.", DefaultValueFactory = _ => SceneSeeds.TrainingStart };
        var to = new ValueOption<int>("--to", seeds) { Description = "The seed after the last one.", Required = true };
        var pieces = new ValueOption<DirectoryInfo>("--pieces", PathKinds.Folder)
        {
            Description = "Folder with cut-out pieces and a MANIFEST.tsv with the splits train, calibrate and held; a catalogue.json in it replaces the catalogue of pieces that ships. Default: the rendered pieces that ship with the program; they are all in split held: do not train a network on them.",
        };
        var command = new Command("scenes", "Write labelled frames from the simulator's generator, with seeds that the simulator never uses.") { output, from, to, pieces };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(to) <= parsed.GetValue(from))
            {
                throw new UsageException($"--to {parsed.GetValue(to)} must be above --from {parsed.GetValue(from)}.");
            }

            try
            {
                var written = new SceneExport(new SceneOptions(), parsed.GetValue(pieces)?.FullName).Write(
                    parsed.GetValue(output)!.FullName,
                    parsed.GetValue(from),
                    parsed.GetValue(to),
                    ShowProgress,
                    cancellationToken);
                Console.Error.WriteLine($"{(Console.IsErrorRedirected ? "" : "\r")}{written} scenes written");
                return Task.FromResult(ExitCodes.Success);
            }
            catch (InvalidDataException failure)
            {
                throw new StartException(failure.Message, failure);
            }
        });
        return command;
    }

    /// <summary>Shows a number that counts up on a terminal; in a log, a line now and then.</summary>
    private static void ShowProgress(int done)
    {
        const int often = 200;
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write($"\r{done} scenes");
        }
        else if (done % often == 0)
        {
            Console.Error.WriteLine($"{done} scenes");
        }
    }
}
