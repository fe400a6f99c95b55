using System.CommandLine;
using StationAgent.Cli.Arguments;
using StationAgent.Vision;
using StationAgent.Vision.Classes;
using StationAgent.Vision.Inference;

namespace StationAgent.Cli;

/// <summary>The option that names a model, and its loading for commands that need one.</summary>
internal static class ModelOption
{
    /// <summary>The manifest that ships with the program.</summary>
    public static string ShippedManifest { get; } = Path.Combine(AppContext.BaseDirectory, "models", "manifest.json");

    public static Option<FileInfo> Create() => new ValueOption<FileInfo>("--model", PathKinds.File)
    {
        Description = "The model's manifest.json.",
        DefaultValueFactory = _ => new FileInfo(ShippedManifest),
    };

    /// <summary>Loads and verifies a model.</summary>
    /// <param name="manifest">Its manifest; null for the one that ships with the program.</param>
    /// <param name="platform">What the pieces lie on.</param>
    /// <exception cref="StartException">It is missing, does not match its manifest or has the wrong shape.</exception>
    public static PieceRecogniser Load(FileInfo? manifest, ViewedPlatform platform = ViewedPlatform.Tray)
    {
        try
        {
            return PieceRecogniser.Load((manifest ?? new FileInfo(ShippedManifest)).FullName, platform);
        }
        catch (ModelException failure)
        {
            throw new StartException(failure.Message, failure);
        }
    }
}
