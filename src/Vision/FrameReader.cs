using System.Runtime.InteropServices;
using StationAgent.Vision.Decisions;
using StationAgent.Vision.Imaging;
using StationAgent.Vision.Inference;

namespace StationAgent.Vision;

/// <summary>The way of one frame: decode, find the object, cut it out, judge the quality, classify. models/README.md describes the same steps.</summary>
internal sealed class FrameReader
{
    // Twice the network's input leaves the resizing something to average, and an eighth of the picture's width still fills the input.
    private const int Oversampling = 2;

    private readonly OnnxImageClassifier _classifier;
    private readonly FrameDecoder _decoder;
    private readonly Resampler _resampler;
    private readonly FrameQuality _quality;
    private readonly ReferenceDifference _difference = new();
    private readonly Picture _picture = new();
    private readonly Overview _before = new();
    private readonly Overview _now = new();
    private readonly int _inputSide;
    private ReadOnlyMemory<byte> _reference;

    public FrameReader(OnnxImageClassifier classifier, FrameDecoderOptions options)
    {
        var input = classifier.Manifest.Input;
        _classifier = classifier;
        _decoder = new FrameDecoder(options);
        _resampler = new Resampler(input.Width, input.Height);
        _quality = new FrameQuality(input.Width, input.Height);
        _inputSide = Math.Max(input.Width, input.Height);
    }

    /// <summary>Sets what frames are compared with. The same memory as last time is not decoded again.</summary>
    /// <exception cref="FrameDecodeException">It cannot be decoded; there is no reference then.</exception>
    public void SetReference(ReadOnlyMemory<byte> file)
    {
        if (_reference.Equals(file) && !file.IsEmpty)
        {
            return;
        }

        _reference = default;
        _before.Take(_picture, _decoder.Decode(file, Oversampling * _inputSide, _picture));
        _reference = file;
    }

    /// <summary>Frames are taken whole from now on.</summary>
    public void ClearReference() => _reference = default;

    /// <summary>Reads one frame.</summary>
    /// <exception cref="FrameDecodeException">It cannot be decoded, or has another shape than the reference.</exception>
    /// <exception cref="ModelException">The network failed.</exception>
    public FrameVote Read(ReadOnlyMemory<byte> file)
    {
        var size = _decoder.Decode(file, Oversampling * _inputSide, _picture);
        _now.Take(_picture, size);
        var hasReference = !_reference.IsEmpty;
        var difference = hasReference ? Compare() : default;
        var part = difference.Box is { } box ? CutOut(box, file, size) : ObjectBox.Whole;
        _resampler.Resize(_picture, part, _classifier.Input);
        var brightness = FrameQuality.Brightness(_now);
        var flaws = default(ReasonSet)
            .With(RecognitionReason.NoObject, hasReference && difference.Box is null)
            .With(RecognitionReason.SeveralObjects, difference.IsSeveral)
            .With(RecognitionReason.CutOffByEdge, difference.IsCutOff)
            .With(RecognitionReason.Dark, brightness < FrameQuality.DarkBelow)
            .With(RecognitionReason.Overexposed, brightness > FrameQuality.OverexposedAbove)
            .With(RecognitionReason.Blurred, _quality.Sharpness(_classifier.Input) < FrameQuality.BlurredBelow);
        var material = new double[Labels.Materials.Length];
        var condition = new double[Labels.Conditions.Length];
        _classifier.Classify(material, condition);
        return new FrameVote(
            ImmutableCollectionsMarshal.AsImmutableArray(material),
            ImmutableCollectionsMarshal.AsImmutableArray(condition),
            difference.Box is not null,
            flaws);
    }

    private Difference Compare() => _before.Width == _now.Width && _before.Height == _now.Height
        ? _difference.Find(_before, _now)
        : throw new FrameDecodeException("Picture and reference differ in shape; both must come from the same camera at the same setting.");

    // A small object has few pixels at the first scale: decode once more at the scale that gives it enough.
    private ObjectBox CutOut(ObjectBox box, ReadOnlyMemory<byte> file, PictureSize size)
    {
        var part = box.SquareInside(_classifier.Manifest.Preprocessing.Margin, size);
        var side = Math.Min((part.Right - part.Left) * _picture.Width, (part.Bottom - part.Top) * _picture.Height);
        if (side < _inputSide && _picture.Width < size.Width)
        {
            var shorter = Math.Min(_picture.Width, _picture.Height);
            _decoder.Decode(file, (int)Math.Ceiling(shorter * _inputSide / side), _picture);
        }

        return part;
    }
}
