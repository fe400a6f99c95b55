using System.Buffers;
using System.Text.Json;
using StationAgent.Vision.Decisions;

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
        Text(name, "outputs.material", manifest.Outputs.Material);
        Text(name, "outputs.condition", manifest.Outputs.Condition);
        Text(name, "outputs.hand", manifest.Outputs.Hand);
        Names(name, "labels.material", manifest.Labels.Material, Labels.Materials);
        Names(name, "labels.condition", manifest.Labels.Condition, Labels.Conditions);
        Word(name, "preprocessing.crop", manifest.Preprocessing.Crop, Crop);
        Number(name, "preprocessing.margin", manifest.Preprocessing.Margin, 0, 0.5);
        Word(name, "preprocessing.resample", manifest.Preprocessing.Resample, Resample);
        Number(name, "calibration.materialTemperature", manifest.Calibration.MaterialTemperature, 0.05, 20);
        Number(name, "calibration.conditionTemperature", manifest.Calibration.ConditionTemperature, 0.05, 20);
        Number(name, "thresholds.material", manifest.Thresholds.Material, 0, 1);
        Number(name, "thresholds.condition", manifest.Thresholds.Condition, 0, 1);
        Number(name, "thresholds.agreement", manifest.Thresholds.Agreement, 0, 1);
        Number(name, "thresholds.hand", manifest.Thresholds.Hand, 0, 1);
        if (manifest.Training.ValueKind != JsonValueKind.Object)
        {
            throw Refused(name, "training", manifest.Training.ValueKind.ToString(), "a JSON object is expected");
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

    private static void Names(string name, string field, IReadOnlyList<string> values, IReadOnlyList<string> expected)
    {
        if (!values.SequenceEqual(expected, StringComparer.Ordinal))
        {
            throw Refused(name, field, string.Join(", ", values), $"expected are {string.Join(", ", expected)}, in this order");
        }
    }

    private static ModelException Refused(string name, string field, string value, string rule) =>
        new($"{name}: {field} is '{value}'; {rule}");
}
