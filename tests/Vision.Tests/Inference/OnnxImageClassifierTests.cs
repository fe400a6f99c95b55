using CsCheck;
using StationAgent.Vision.Inference;
using Xunit;

namespace StationAgent.Vision.Tests.Inference;

public sealed class OnnxImageClassifierTests : IDisposable
{
    private readonly TestModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Gives_probabilities_that_the_temperature_softens()
    {
        var sharp = Classify();
        _model.Set("outputs.heads.0.temperature", "4");
        var soft = Classify();

        Assert.Equal(1, sharp[..5].Sum(), 9);
        Assert.Equal(1, soft[..5].Sum(), 9);
        Assert.Equal(1, soft[5..].Sum(), 9);
        Assert.InRange(soft[0], 0.3, sharp[0] - 0.01);
    }

    [Fact]
    public void A_run_allocates_next_to_nothing()
    {
        using var classifier = OnnxImageClassifier.Load(_model.ManifestPath);
        var outputs = new double[7];
        classifier.Classify(outputs);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            classifier.Classify(outputs);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 300);
    }

    [Fact]
    public void A_model_that_was_altered_is_refused_by_its_digest()
    {
        var bytes = File.ReadAllBytes(_model.ModelPath);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_model.ModelPath, bytes);

        Refused(_model.ModelPath, "SHA-256", _model.Manifest["sha256"]!.GetValue<string>());
    }

    [Fact]
    public void A_model_of_another_length_is_refused()
    {
        File.AppendAllText(_model.ModelPath, "x");

        Refused(_model.ModelPath, "901 bytes", "902");
    }

    [Fact]
    public void A_missing_model_is_named()
    {
        File.Delete(_model.ModelPath);

        Refused(_model.ModelPath, "cannot be read");
    }

    [Fact]
    public void Another_input_size_than_the_graph_has_is_refused()
    {
        _model.Set("input.width", "64");

        Refused("'pixels'", "[1, 32, 64, 3]", "[1, 32, 32, 3]");
    }

    [Theory]
    [InlineData("input.name", "\"image\"", "image")]
    [InlineData("outputs.heads.0.name", "\"logits\"", "logits")]
    [InlineData("outputs.hand", "\"hands\"", "hands")]
    public void A_name_that_the_graph_lacks_is_refused(string field, string value, string named)
    {
        _model.Set(field, value);

        Refused(named, field.StartsWith("input", StringComparison.Ordinal) ? "pixels" : "material_logits");
    }

    [Fact]
    public void Outputs_that_were_swapped_are_refused_by_their_shape()
    {
        _model.Set("outputs.heads.0.name", "\"condition_logits\"");
        _model.Set("outputs.heads.1.name", "\"material_logits\"");

        Refused("condition_logits", "[1, 5]", "[1, 2]");
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused()
    {
        Gen.Byte.Array[1, 300].Sample(
            bytes =>
            {
                _model.ReplaceModel(bytes);
                Assert.Throws<ModelException>(() => OnnxImageClassifier.Load(_model.ManifestPath));
            },
            iter: 20,
            threads: 1);
    }

    [Fact]
    public void A_model_cut_short_is_refused_although_its_digest_fits()
    {
        var bytes = File.ReadAllBytes(_model.ModelPath);
        _model.ReplaceModel(bytes[..(bytes.Length / 2)]);

        Refused(_model.ModelPath, "ONNX Runtime refuses");
    }

    private double[] Classify()
    {
        using var classifier = OnnxImageClassifier.Load(_model.ManifestPath);
        var outputs = new double[7];
        for (var i = 0; i < classifier.Input.Length; i += 3)
        {
            new byte[] { 150, 130, 120 }.CopyTo(classifier.Input[i..]);
        }

        classifier.Classify(outputs);
        return outputs;
    }

    private void Refused(params string[] mentioned)
    {
        var problem = Assert.Throws<ModelException>(() => OnnxImageClassifier.Load(_model.ManifestPath));
        Assert.All(mentioned, text => Assert.Contains(text, problem.Message, StringComparison.Ordinal));
    }
}
