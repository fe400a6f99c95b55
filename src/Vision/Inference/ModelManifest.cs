using System.Text;
using System.Text.Json;
using StationAgent.Failures;
using StationAgent.Vision.Classes;
using StationAgent.Vision.Decisions;

namespace StationAgent.Vision.Inference;

/// <summary>
/// The content of <c>manifest.json</c> beside a model: all that the product must know about it. Every field is required, unknown
/// ones are refused: a manifest written for another version of the product must not be half understood.
/// </summary>
/// <param name="Name">What the model is called, in events too.</param>
/// <param name="Version">Version of the model, in events too.</param>
/// <param name="File">The model's file name, in the manifest's folder.</param>
/// <param name="Sha256">SHA-256 of that file, 64 hexadecimal digits in lower case.</param>
/// <param name="Bytes">Its length; at most 64 MiB.</param>
/// <param name="Input">The network's input.</param>
/// <param name="Classes">The classes that the model knows, as a tree; in any order.</param>
/// <param name="Outputs">The network's outputs.</param>
/// <param name="Preprocessing">How a picture becomes the input.</param>
/// <param name="Thresholds">From probabilities to decisions, whatever the class.</param>
/// <param name="Training">Where the model came from: any JSON object. The product does not read it.</param>
/// <param name="Empty">The id of the class of a platform with nothing on it: a top class that the first head lists; null when the model has none.</param>
public sealed record ModelManifest(
    string Name,
    string Version,
    string File,
    string Sha256,
    long Bytes,
    ModelInput Input,
    IReadOnlyList<ModelClass> Classes,
    ModelOutputs Outputs,
    ModelPreprocessing Preprocessing,
    DecisionThresholds Thresholds,
    JsonElement Training,
    string? Empty = null)
{
    /// <summary>The longest manifest that is read.</summary>
    public const int MaxManifestBytes = 1 << 20;

    /// <summary>Makes the tree of its classes.</summary>
    /// <param name="name">What messages call the manifest, such as its path.</param>
    /// <exception cref="ModelException">The classes are not a tree, or the outputs do not fit it.</exception>
    public ClassTree ToTree(string name = "manifest.json") => new ClassTreeReader(this, name).Read();

    /// <summary>Reads and checks a manifest; the model itself is not looked at.</summary>
    /// <param name="path">Path of <c>manifest.json</c>.</param>
    /// <exception cref="ModelException">The file is missing, is not a manifest, or says what the product does not support.</exception>
    public static ModelManifest Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var file = System.IO.File.OpenRead(path);
            if (file.Length > MaxManifestBytes)
            {
                throw new ModelException($"{path}: {file.Length} bytes are too many for a manifest; at most {MaxManifestBytes} are read");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return Parse(bytes, path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path}: the model's manifest cannot be read: {FileProblem.OfFile(path, problem)}", problem);
        }
    }

    /// <summary>Reads and checks a manifest.</summary>
    /// <param name="json">The manifest as UTF-8.</param>
    /// <param name="name">What messages call it, such as its path.</param>
    /// <exception cref="ModelException">It is not a manifest, or says what the product does not support.</exception>
    public static ModelManifest Parse(ReadOnlySpan<byte> json, string name)
    {
        ModelManifest? manifest;
        json = json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;
        try
        {
            manifest = JsonSerializer.Deserialize(json, ManifestJson.Default.ModelManifest);
        }
        catch (JsonException problem)
        {
            throw new ModelException($"{name}: the model's manifest {JsonProblem.Of(json, ManifestJson.Default.ModelManifest, problem)}", problem);
        }

        if (manifest is null)
        {
            throw new ModelException($"{name}: the model's manifest must be a JSON object {{ … }}, but is null");
        }

        ManifestRules.Check(manifest, name);
        return manifest;
    }
}
