using System.Runtime.InteropServices;
using StationAgent.Vision.Decisions;
using StationAgent.Vision.Imaging;
using StationAgent.Vision.Imaging.Cells;
using StationAgent.Vision.Imaging.Changes;
using StationAgent.Vision.Imaging.Quality;
using StationAgent.Vision.Inference;

namespace StationAgent.Vision;

/// <summary>
/// Takes one frame through all steps: decode, find the object, cut it out, judge the quality, classify. models/README.md describes the same steps.
/// </summary>
internal sealed class FrameReader
{
    // With 1.5 times the input's pixels, resizing still averages: the result differs from the same part of the full picture by at most half a level
    // of 255 in the mean. With exactly the input's pixels it would be more than one level.
    private const double Oversampling = 1.5;

    private readonly OnnxImageClassifier _classifier;
    private readonly Resampler _resampler;
    private readonly FrameQuality _quality;
    private readonly ReferenceDifference _difference = new();
    private readonly RemainingEdges _edges = new();
    private readonly Picture _picture = new();
    private readonly Overview _before = new();
    private readonly Overview _now = new();
    private readonly double[] _outputs;
    private readonly int _inputSide;
    private ReadOnlyMemory<byte> _reference;

    public FrameReader(OnnxImageClassifier classifier)
    {
        var input = classifier.Manifest.Input;
        _classifier = classifier;
        _resampler = new Resampler(input.Width, input.Height);
        _quality = new FrameQuality(input.Width, input.Height);
        _outputs = new double[classifier.Tree.Outputs];
        _inputSide = Math.Max(input.Width, input.Height);
    }

    /// <summary>Where the frame that was read last shows something that the reference does not; null for nowhere, and without a reference.</summary>
    public ObjectBox? Box { get; private set; }

    /// <summary>Sets what frames are compared with. The same memory as last time is not decoded again.</summary>
    /// <exception cref="FrameDecodeException">It cannot be decoded; there is no reference then.</exception>
    public void SetReference(ReadOnlyMemory<byte> file)
    {
        if (_reference.Equals(file) && !file.IsEmpty)
        {
            return;
        }

        _reference = default;
        using var encoded = FrameDecoder.Open(file);
        encoded.Decode(Overview.MinShortSide(encoded.Size), _picture);
        _before.Take(_picture, encoded.Size);
        _edges.SetReference(_before);
        _reference = file;
    }

    /// <summary>Removes the reference: from now on frames are taken whole.</summary>
    public void ClearReference() => _reference = default;

    /// <summary>Reads one frame.</summary>
    /// <exception cref="FrameDecodeException">It cannot be decoded, or has another shape than the reference.</exception>
    /// <exception cref="ModelException">The network failed.</exception>
    public FrameVote Read(ReadOnlyMemory<byte> file)
    {
        using var encoded = FrameDecoder.Open(file);
        var hasReference = !_reference.IsEmpty;
        encoded.Decode(hasReference ? Overview.MinShortSide(encoded.Size) : MinShortSide(ObjectBox.Whole, encoded.Size), _picture);
        _now.Take(_picture, encoded.Size);
        var difference = hasReference ? Compare() : default;
        Box = difference.Box;
        var part = difference.Box?.SquareInside(_classifier.Manifest.Preprocessing.Margin, encoded.Size) ?? ObjectBox.Whole;
        DecodeCloser(encoded, part);
        _resampler.Resize(_picture, part, _classifier.Input);
        var brightness = _now.MeanLuma();
        var hand = _classifier.Classify(_outputs);
        var probabilities = new double[_classifier.Tree.Nodes.Length];
        _classifier.Tree.Fill(_outputs, isObjectSeen: difference.Box is not null, probabilities);
        var isHand = difference.IsCutOff && hand >= _classifier.Manifest.Thresholds.Hand;
        var flaws = default(ReasonSet)
            .With(RecognitionReason.NoObject, hasReference && difference.Box is null)
            .With(RecognitionReason.SeveralObjects, difference.IsSeveral)
            .With(RecognitionReason.CutOffByEdge, difference.IsCutOff && !isHand)
            .With(RecognitionReason.HandInView, isHand)
            .With(RecognitionReason.Dark, brightness < FrameQuality.DarkBelow)
            .With(RecognitionReason.Overexposed, brightness > FrameQuality.OverexposedAbove)
            .With(RecognitionReason.Blurred, IsBlurred(hasReference, difference.Box));
        return new FrameVote(ImmutableCollectionsMarshal.AsImmutableArray(probabilities), flaws);
    }

    // Compared with the platform's own edges where it has some, because the sharpness of a piece depends on the piece.
    private bool IsBlurred(bool hasReference, ObjectBox? box)
    {
        var share = hasReference ? _edges.Share(_now, box) : null;
        var limit = share is null ? FrameQuality.BlurredBelow : FrameQuality.SurelyBlurredBelow;
        return share < RemainingEdges.BlurredBelow || _quality.Sharpness(_classifier.Input) < limit;
    }

    private Difference Compare() => _before.Width == _now.Width && _before.Height == _now.Height
        ? _difference.Find(_before, _now)
        : throw new FrameDecodeException("Picture and reference differ in shape; both must come from the same camera at the same setting.");

    // An object is found at a scale that shows little more than the grid; the network needs more detail, but only of the object.
    private void DecodeCloser(EncodedPicture encoded, ObjectBox part)
    {
        var least = MinShortSide(part, encoded.Size);
        if (Math.Min(_picture.Width, _picture.Height) < least && _picture.Width < encoded.Size.Width)
        {
            encoded.Decode(least, _resampler.Reach(part), _picture);
        }
    }

    // The smaller the object, the larger the scale at which it fills the input.
    private int MinShortSide(ObjectBox part, PictureSize size)
    {
        var side = Math.Min((part.Right - part.Left) * size.Width, (part.Bottom - part.Top) * size.Height);
        return (int)Math.Ceiling(size.Shorter * Oversampling * _inputSide / side);
    }
}
