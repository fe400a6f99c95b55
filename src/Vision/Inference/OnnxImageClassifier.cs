using Microsoft.ML.OnnxRuntime;
using StationAgent.Vision.Classes;

namespace StationAgent.Vision.Inference;

/// <summary>
/// The network behind its manifest: bytes of a picture in, calibrated probabilities out. One thread, buffers made once; not for use by two threads at once.
/// </summary>
internal sealed class OnnxImageClassifier : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run;
    private readonly OrtIoBinding _binding;
    private readonly OrtValue[] _values;
    private readonly byte[] _input;
    private readonly float[][] _heads;
    private readonly float[] _hand = new float[1];

    private OnnxImageClassifier(InferenceSession session, ModelManifest manifest)
    {
        (_session, Manifest, Tree) = (session, manifest, manifest.ToTree());
        var shape = manifest.Input;
        _input = new byte[shape.Height * shape.Width * shape.Channels];
        _heads = [.. manifest.Outputs.Heads.Select(static head => new float[head.Classes.Count])];
        _values =
        [
            OrtValue.CreateTensorValueFromMemory(_input, [1, shape.Height, shape.Width, shape.Channels]),
            OrtValue.CreateTensorValueFromMemory(_hand, [1, _hand.Length]),
            .. _heads.Select(static head => OrtValue.CreateTensorValueFromMemory(head, [1, head.Length])),
        ];
        _run = new RunOptions();
        _binding = session.CreateIoBinding();
        _binding.BindInput(shape.Name, _values[0]);
        _binding.BindOutput(manifest.Outputs.Hand, _values[1]);
        for (var i = 0; i < _heads.Length; i++)
        {
            _binding.BindOutput(manifest.Outputs.Heads[i].Name, _values[2 + i]);
        }
    }

    public ModelManifest Manifest { get; }

    /// <summary>The classes that the network tells apart.</summary>
    public ClassTree Tree { get; }

    /// <summary>The picture that the network will see: height × width × 3 bytes, to be written before <see cref="Classify"/>.</summary>
    public Span<byte> Input => _input;

    /// <summary>Loads the model that a manifest names and runs it once, so that the first piece does not wait.</summary>
    /// <param name="manifestPath">Path of <c>manifest.json</c>.</param>
    /// <exception cref="ModelException">Manifest or model is missing, damaged or not what this version supports.</exception>
    public static OnnxImageClassifier Load(string manifestPath)
    {
        var manifest = ModelManifest.Read(manifestPath);
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(manifestPath)) ?? "", manifest.File);
        var bytes = VerifiedModel.Read(manifest, path);
        OrtTelemetry.Disable();
        InferenceSession? session = null;
        try
        {
            using var options = Options();
            session = new InferenceSession(bytes, options);
            GraphShape.Check(session, manifest, path);
            var classifier = new OnnxImageClassifier(session, manifest);
            classifier.WarmUp(path);
            return classifier;
        }
        catch (OnnxRuntimeException problem)
        {
            session?.Dispose();
            throw new ModelException($"{path}: ONNX Runtime refuses the model: {problem.Message}", problem);
        }
        catch (ModelException)
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>Runs the network on <see cref="Input"/>.</summary>
    /// <param name="outputs">Receives the probabilities that the heads give, one head after the other; those of each add up to 1.</param>
    /// <returns>The probability that an object that reaches over the edge of the view is a hand; it says nothing about any other object.</returns>
    /// <exception cref="ModelException">The run failed, or an output is not a finite number.</exception>
    public double Classify(Span<double> outputs)
    {
        try
        {
            _session.RunWithBinding(_run, _binding);
        }
        catch (OnnxRuntimeException problem)
        {
            throw new ModelException($"{Manifest.File}: the network could not be run: {problem.Message}", problem);
        }

        var areFinite = float.IsFinite(_hand[0]);
        var next = 0;
        for (var i = 0; i < _heads.Length; i++)
        {
            areFinite &= Softmax.Apply(_heads[i], Manifest.Outputs.Heads[i].Temperature, outputs.Slice(next, _heads[i].Length));
            next += _heads[i].Length;
        }

        if (!areFinite)
        {
            throw new ModelException($"{Manifest.File}: the network gave an output that is not a finite number");
        }

        return 1 / (1 + Math.Exp(-_hand[0]));
    }

    public void Dispose()
    {
        _binding.Dispose();
        _run.Dispose();
        foreach (var value in _values)
        {
            value.Dispose();
        }

        _session.Dispose();
    }

    // One thread: the station's other work must not stutter. No arena: the buffers above are all that a run needs for long, and what the arena
    // keeps would count against the agent's memory.
    private static SessionOptions Options() => new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        EnableCpuMemArena = false,
        EnableMemoryPattern = false,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
    };

    private void WarmUp(string path)
    {
        _input.AsSpan().Fill(128);
        try
        {
            Classify(new double[Tree.Outputs]);
        }
        catch (ModelException problem)
        {
            Dispose();
            throw new ModelException($"{path}: the trial run failed: {problem.Message}", problem);
        }
    }
}
