using System.Globalization;
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
              "classes": [
                { "id": "packaging", "thresholds": { "tray": 0.9, "bin": 0.99 } },
                { "id": "carton", "parent": "packaging", "below": "condition", "thresholds": { "tray": 0.8, "bin": 0.99 } },
                { "id": "intact", "parent": "carton", "thresholds": { "tray": 0.7, "bin": 0.99 } },
                { "id": "damaged", "parent": "carton", "thresholds": { "tray": 0.7, "bin": 0.99 } },
                { "id": "plastic_film", "parent": "packaging", "thresholds": { "tray": 0.8, "bin": 0.99 } },
                { "id": "paper_envelope", "parent": "packaging", "thresholds": { "tray": 0.8, "bin": 0.99 } },
                { "id": "not_packaging", "thresholds": { "tray": 0.8, "bin": 0.99 } },
                { "id": "empty", "thresholds": { "tray": 0.8, "bin": 0.99 } }
              ],
              "empty": "empty",
              "outputs": {
                "heads": [
                  { "name": "material_logits", "temperature": 1, "classes": ["carton", "plastic_film", "paper_envelope", "not_packaging", "empty"] },
                  { "name": "condition_logits", "temperature": 1, "given": "carton", "classes": ["intact", "damaged"] }
                ],
                "hand": "hand_logit"
              },
              "preprocessing": { "crop": "square_inside", "margin": 0.1, "resample": "triangle" },
              "thresholds": { "agreement": 0.6, "hand": 0.5 },
              "training": { "seed": 1 }
            }
            """)!.AsObject();
        Write();
    }

    public JsonObject Manifest { get; }

    public string ModelPath { get; }

    public string ManifestPath => Path.Combine(_folder.Path, "manifest.json");

    public void Write() => File.WriteAllText(ManifestPath, Manifest.ToJsonString());

    /// <summary>Sets a field by its path, such as <c>input.width</c> or <c>classes.0.id</c>, to a JSON value.</summary>
    public void Set(string path, string json)
    {
        var names = path.Split('.');
        var node = Parent(names);
        if (node is JsonArray list)
        {
            list[int.Parse(names[^1], CultureInfo.InvariantCulture)] = JsonNode.Parse(json);
        }
        else
        {
            node[names[^1]] = JsonNode.Parse(json);
        }

        Write();
    }

    /// <summary>Removes a field by its path.</summary>
    public void Remove(string path)
    {
        var names = path.Split('.');
        Parent(names).AsObject().Remove(names[^1]);
        Write();
    }

    /// <summary>Puts other bytes in place of the model, with the digest and length that belong to them.</summary>
    public void ReplaceModel(byte[] bytes)
    {
        File.WriteAllBytes(ModelPath, bytes);
        Set("sha256", JsonSerializer.Serialize(Convert.ToHexStringLower(SHA256.HashData(bytes))));
        Set("bytes", bytes.Length.ToString(CultureInfo.InvariantCulture));
    }

    private JsonNode Parent(string[] names) => names[..^1].Aggregate(
        (JsonNode)Manifest, static (node, name) => node is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)]! : node[name]!);

    public void Dispose() => _folder.Dispose();
}
