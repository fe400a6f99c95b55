using System.Text;
using CsCheck;
using StationAgent.Vision.Inference;
using Xunit;

namespace StationAgent.Vision.Tests.Inference;

public sealed class ModelManifestTests : IDisposable
{
    private readonly TestModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void A_good_manifest_is_read_whole()
    {
        var manifest = ModelManifest.Read(_model.ManifestPath);

        Assert.Equal(("colour-model", "1.2.3"), (manifest.Name, manifest.Version));
        Assert.Equal(32, manifest.Input.Width);
        Assert.Equal(0.6, manifest.Thresholds.Agreement);
        Assert.Equal(
            ["packaging", "packaging/carton", "packaging/carton/intact", "packaging/carton/damaged", "packaging/plastic_film", "packaging/paper_envelope", "not_packaging", "empty"],
            manifest.ToTree().Nodes.Select(static node => node.Path));
        Assert.Equal(1, manifest.Training.GetProperty("seed").GetInt32());
    }

    [Theory]
    [InlineData("name", "\" \"")]
    [InlineData("file", "\"../colour-model.onnx\"")]
    [InlineData("sha256", "\"ABC\"")]
    [InlineData("bytes", "0")]
    [InlineData("bytes", "100000000")]
    [InlineData("input.width", "31")]
    [InlineData("input.channels", "1")]
    [InlineData("input.layout", "\"NCHW\"")]
    [InlineData("input.type", "\"float32\"")]
    [InlineData("input.colour", "\"BGR\"")]
    [InlineData("input.range", "[0, 1]")]
    [InlineData("outputs.hand", "\"\"")]
    [InlineData("preprocessing.crop", "\"letterbox\"")]
    [InlineData("preprocessing.margin", "-0.1")]
    [InlineData("preprocessing.resample", "\"area\"")]
    [InlineData("thresholds.agreement", "1.01")]
    [InlineData("thresholds.hand", "-0.1")]
    [InlineData("training", "3")]
    public void What_is_not_supported_is_refused_with_the_name_of_the_field(string field, string value)
    {
        _model.Set(field, value);

        var problem = Assert.Throws<ModelException>(() => ModelManifest.Read(_model.ManifestPath));

        Assert.Contains(_model.ManifestPath, problem.Message, StringComparison.Ordinal);
        Assert.Contains(field, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("bytes")]
    [InlineData("input.layout")]
    [InlineData("outputs.heads")]
    [InlineData("thresholds.agreement")]
    [InlineData("training")]
    public void A_missing_field_is_named(string field)
    {
        _model.Remove(field);

        var problem = Assert.Throws<ModelException>(() => ModelManifest.Read(_model.ManifestPath));

        Assert.Contains(field.Split('.')[^1], problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("input.frobnicate")]
    public void An_unknown_field_is_named(string field)
    {
        _model.Set(field, "1");

        var problem = Assert.Throws<ModelException>(() => ModelManifest.Read(_model.ManifestPath));

        Assert.Contains("frobnicate", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("input")]
    [InlineData("name")]
    [InlineData("classes")]
    [InlineData("outputs.heads")]
    public void Null_is_refused_and_named(string field)
    {
        _model.Set(field, "null");

        var problem = Assert.Throws<ModelException>(() => ModelManifest.Read(_model.ManifestPath));

        Assert.Contains(field.Split('.')[^1], problem.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_missing_manifest_is_named()
    {
        var path = _model.ManifestPath + ".gone";

        Assert.Contains(path, Assert.Throws<ModelException>(() => ModelManifest.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var whole = Encoding.UTF8.GetBytes(_model.Manifest.ToJsonString());
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<ModelException>(() => ModelManifest.Parse(whole.AsSpan(0, length), "cut"));
        }
    }

    [Fact]
    public void A_changed_byte_never_gives_any_other_exception()
    {
        var whole = Encoding.UTF8.GetBytes(_model.Manifest.ToJsonString());
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            var bytes = whole.ToArray();
            bytes[at] = value;
            var problem = Record.Exception(() => ModelManifest.Parse(bytes, "bent"));
            Assert.True(problem is null or ModelException, problem?.ToString());
        });
    }
}
