using System.Globalization;
using StationAgent.Cli.Output;
using StationAgent.Contracts;
using StationAgent.Hosting;
using StationAgent.Vision;
using StationAgent.Vision.Inference;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Loads the classifier as the service does: compares the bytes with the manifest, checks the shapes, runs it once, and compares the rules of classes with its classes.</summary>
/// <param name="options">The configuration.</param>
/// <param name="time">For durations.</param>
internal sealed class ModelCheck(AgentOptions options, TimeProvider time) : IDoctorCheck
{
    private const int ShownDigits = 12;

    /// <inheritdoc/>
    public string Area => DoctorAreas.Model;

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(60);

    /// <summary>The model; null when it did not load.</summary>
    public ModelData? Model { get; private set; }

    /// <inheritdoc/>
    public Task RunAsync(Findings findings, CancellationToken cancellationToken)
    {
        var path = options.Vision.Manifest ?? ModelOption.ShippedManifest;
        var start = time.GetTimestamp();
        try
        {
            using var recogniser = PieceRecogniser.Load(path, options.Station.Platform.ToViewed());
            var model = recogniser.Model;
            Model = new ModelData(model.Name, model.Version, model.Sha256);
            findings.Ok(
                "file",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{model.Name} {model.Version} matches its manifest (sha256 {model.Sha256[..ShownDigits]}…) and runs; loaded in {time.GetElapsedTime(start).TotalSeconds:0.0} s"));
            foreach (var (key, message) in options.DropOff.Classes.CheckAgainst(recogniser.Classes))
            {
                findings.Failed("classes", $"{key}: {message}", "Write the path of the class as the model's manifest names it, or take the rule out.");
            }
        }
        catch (ModelException failure)
        {
            findings.Failed("file", failure.Message, Permission.Remedy(failure, "station-agent doctor") is { } remedy ? remedy : options.Vision.Manifest is null
                ? "Install the program again: its own model is damaged or missing."
                : "Copy the model and its manifest again, or take Vision:Manifest out to use the shipped model.");
        }

        return Task.CompletedTask;
    }
}
