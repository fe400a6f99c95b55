using System.Buffers;
using System.Text.Json;

namespace StationAgent.Vision.Inference;

/// <summary>Checks what a manifest says and names the first field that is wrong.</summary>
internal static class ManifestRules
{
    public const string Layout = "NHWC";
    public const string Type = "uint8";
    public const string Colour = "RGB";
    public const string Crop = "square_inside";
    public const string Resample = "triangle";
    public const long MaxModelBytes = 64L << 20;

    private const int Sha256Digits = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static void Check(ModelManifest manifest, string name)
    {
        Text(name, "name", manifest.Name);
        Text(name, "version", manifest.Version);
        Text(name, "file", manifest.File);
        if (manifest.File != Path.GetFileName(manifest.File) || manifest.File is "." or "..")
        {
            throw Refused(name, "file", manifest.File, "it must be a file name without a folder");
        }

        if (manifest.Sha256.Length != Sha256Digits || manifest.Sha256.AsSpan().ContainsAnyExcept(HexDigits))
        {
            throw Refused(name, "sha256", manifest.Sha256, "64 hexadecimal digits in lower case are expected");
        }

        Number(name, "bytes", manifest.Bytes, 1, MaxModelBytes);
        Input(name, manifest.Input);
        Outputs(name, manifest.Outputs);
        Word(name, "preprocessing.crop", manifest.Preprocessing.Crop, Crop);
        Number(name, "preprocessing.margin", manifest.Preprocessing.Margin, 0, 0.5);
        Word(name, "preprocessing.resample", manifest.Preprocessing.Resample, Resample);
        Number(name, "thresholds.agreement", manifest.Thresholds.Agreement, 0, 1);
        Number(name, "thresholds.hand", manifest.Thresholds.Hand, 0, 1);
        if (manifest.Training.ValueKind != JsonValueKind.Object)
        {
            throw Refused(name, "training", manifest.Training.ValueKind.ToString(), "a JSON object is expected");
        }

        manifest.ToTree(name);
    }

    private static void Outputs(string name, ModelOutputs outputs)
    {
        for (var i = 0; i < outputs.Heads.Count; i++)
        {
            if (outputs.Heads[i] is null)
            {
                throw Refused(name, $"outputs.heads[{i}]", "null", "a head is expected");
            }

            Text(name, $"outputs.heads[{i}].name", outputs.Heads[i].Name);
            Number(name, $"outputs.heads[{i}].temperature", outputs.Heads[i].Temperature, 0.05, 20);
        }

        Text(name, "outputs.hand", outputs.Hand);
        var twice = outputs.Heads.Select(static head => head.Name).Append(outputs.Hand)
            .GroupBy(static output => output, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1);
        if (twice is not null)
        {
            throw new ModelException($"{name}: outputs: '{twice.Key}' is named twice; each output has a name of its own");
        }
    }

    private static void Input(string name, ModelInput input)
    {
        Text(name, "input.name", input.Name);
        Number(name, "input.width", input.Width, 32, 512);
        Number(name, "input.height", input.Height, 32, 512);
        Number(name, "input.channels", input.Channels, 3, 3);
        Word(name, "input.layout", input.Layout, Layout);
        Word(name, "input.type", input.Type, Type);
        Word(name, "input.colour", input.Colour, Colour);
        if (input.Range is not [0, 255])
        {
            throw Refused(name, "input.range", $"[{string.Join(", ", input.Range)}]", "[0, 255] is expected");
        }
    }

    private static void Text(string name, string field, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw Refused(name, field, value, "it must not be empty");
        }
    }

    private static void Word(string name, string field, string value, string expected)
    {
        if (value != expected)
        {
            throw Refused(name, field, value, $"this version supports only '{expected}'");
        }
    }

    private static void Number(string name, string field, double value, double lowest, double highest)
    {
        if (!(value >= lowest && value <= highest))
        {
            throw Refused(name, field, value.ToString(), $"{lowest} to {highest} is expected");
        }
    }

    private static ModelException Refused(string name, string field, string value, string rule) =>
        new($"{name}: {field} is '{value}'; {rule}");
}
