using Microsoft.ML.OnnxRuntime;
using SkiaSharp;
using StationAgent.Vision.Inference;

namespace StationAgent.Benchmarks.Vision;

/// <summary>
/// The least that a frame can cost when it is simply decoded and classified: one decode of the whole frame at a scale that leaves the network's input
/// something to average, one run of the same network with the same settings on buffers that are bound once. Nothing is looked at in between.
/// </summary>
internal sealed class BareVision : IDisposable
{
    // A decoder of JPEG scales by eighths. Twice the network's input along the shorter side, whatever the agent takes: the floor must not move with it.
    private const int Eighths = 8;
    private const int Oversampling = 2;

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values;
    private readonly int _inputSide;
    private byte[] _pixels = [];

    private BareVision(InferenceSession session, ModelManifest manifest)
    {
        _session = session;
        _inputSide = manifest.Input.Width;
        _binding = session.CreateIoBinding();
        _values =
        [
            OrtValue.CreateTensorValueFromMemory(
                new byte[manifest.Input.Height * manifest.Input.Width * manifest.Input.Channels],
                [1, manifest.Input.Height, manifest.Input.Width, manifest.Input.Channels]),
            .. manifest.Outputs.Heads.Select(static head => OrtValue.CreateTensorValueFromMemory(new float[head.Classes.Count], [1, head.Classes.Count])),
        ];
        _binding.BindInput(manifest.Input.Name, _values[0]);
        for (var i = 0; i < manifest.Outputs.Heads.Count; i++)
        {
            _binding.BindOutput(manifest.Outputs.Heads[i].Name, _values[1 + i]);
        }
    }

    public static BareVision Load(string manifestPath)
    {
        var manifest = ModelManifest.Read(manifestPath);
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            EnableCpuMemArena = false,
            EnableMemoryPattern = false,
        };
        var model = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(manifestPath)!, manifest.File));
        return new BareVision(new InferenceSession(model, options), manifest);
    }

    public unsafe void Decode(ReadOnlySpan<byte> jpeg)
    {
        fixed (byte* bytes = jpeg)
        {
            using var data = SKData.Create((nint)bytes, jpeg.Length);
            using var codec = SKCodec.Create(data);
            var shorter = Math.Min(codec.Info.Width, codec.Info.Height);
            var eighths = Math.Min(((Oversampling * _inputSide * Eighths) + shorter - 1) / shorter, Eighths);
            var scaled = codec.GetScaledDimensions(eighths / (float)Eighths);
            var info = new SKImageInfo(scaled.Width, scaled.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
            if (_pixels.Length != info.BytesSize)
            {
                _pixels = new byte[info.BytesSize];
            }

            fixed (byte* pixels = _pixels)
            {
                var result = codec.GetPixels(info, (nint)pixels);
                if (result != SKCodecResult.Success)
                {
                    throw new InvalidOperationException($"The floor's decoder says {result}.");
                }
            }
        }
    }

    public void Infer() => _session.RunWithBinding(_run, _binding);

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
}
