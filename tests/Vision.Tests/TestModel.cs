using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StationAgent.Vision.Tests;

/// <summary>A folder with the colour model of Data/ and a manifest that a test may bend.</summary>
internal sealed class TestModel : IDisposable
{
    public const int Side = 32;

    private readonly TemporaryFolder _folder = new();

    public TestModel()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Data", "colour-model.onnx");
        ModelPath = Path.Combine(_folder.Path, "colour-model.onnx");
        File.Copy(source, ModelPath);
        var bytes = File.ReadAllBytes(source);
        Manifest = JsonNode.Parse($$"""
            {
              "name": "colour-model", "version": "1.2.3", "file": "colour-model.onnx",
              "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(bytes))}}", "bytes": {{bytes.Length}},
              "input": {
                "name": "pixels", "width": {{Side}}, "height": {{Side}}, "channels": 3,
                "layout": "NHWC", "type": "uint8", "colour": "RGB", "range": [0, 255]
              },
              "outputs": { "material": "material_logits", "condition": "condition_logits", "hand": "hand_logit" },
              "labels": {
                "material": ["carton", "plastic_film", "paper_envelope", "not_packaging", "empty"],
                "condition": ["intact", "damaged"]
              },
              "preprocessing": { "crop": "square_inside", "margin": 0.1, "resample": "triangle" },
              "calibration": { "materialTemperature": 1, "conditionTemperature": 1 },
              "thresholds": { "material": 0.8, "condition": 0.7, "agreement": 0.6, "hand": 0.5 },
              "training": { "seed": 1 }
            }
            """)!.AsObject();
        Write();
    }

    public JsonObject Manifest { get; }

    public string ModelPath { get; }

    public string ManifestPath => Path.Combine(_folder.Path, "manifest.json");

    public void Write() => File.WriteAllText(ManifestPath, Manifest.ToJsonString());

    /// <summary>Sets a field by its path, such as <c>input.width</c>, to a JSON value.</summary>
    public void Set(string path, string json)
    {
        var names = path.Split('.');
        JsonNode node = Manifest;
        foreach (var name in names[..^1])
        {
            node = node[name]!;
        }

        node[names[^1]] = JsonNode.Parse(json);
        Write();
    }

    /// <summary>Removes a field by its path.</summary>
    public void Remove(string path)
    {
        var names = path.Split('.');
        JsonNode node = Manifest;
        foreach (var name in names[..^1])
        {
            node = node[name]!;
        }

        node.AsObject().Remove(names[^1]);
        Write();
    }

    /// <summary>Puts other bytes in place of the model, with the digest and length that belong to them.</summary>
    public void ReplaceModel(byte[] bytes)
    {
        File.WriteAllBytes(ModelPath, bytes);
        Set("sha256", JsonSerializer.Serialize(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        Set("bytes", bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    public void Dispose() => _folder.Dispose();
}
