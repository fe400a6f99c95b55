using StationAgent.Vision.Capture;
using StationAgent.Vision.Classes;
using StationAgent.Vision.Decisions;
using StationAgent.Vision.Geometry;
using StationAgent.Vision.Imaging;
using StationAgent.Vision.Inference;

namespace StationAgent.Vision;

/// <summary>
/// Recognises the piece on a platform: decodes frames, finds the object by its difference from the reference, classifies each frame and votes.
/// Safe for use by several threads; they wait for each other.
/// </summary>
public sealed class PieceRecogniser : IDisposable
{
    private readonly Lock _lock = new();
    private readonly OnnxImageClassifier _classifier;
    private readonly FrameReader _reader;
    private readonly ClassificationPolicy _policy;
    private readonly FrameLikeness _likeness = new();
    private readonly ExtentMeter _meter = new();
    private CameraCalibration? _calibration;

    private PieceRecogniser(OnnxImageClassifier classifier, ViewedPlatform platform)
    {
        _classifier = classifier;
        _reader = new FrameReader(classifier);
        _policy = new ClassificationPolicy(classifier.Tree, platform, classifier.Manifest.Thresholds.Agreement);
    }

    /// <summary>The manifest of the loaded model.</summary>
    public ModelManifest Model => _classifier.Manifest;

    /// <summary>The classes that the model knows.</summary>
    public ClassTree Classes => _classifier.Tree;

    /// <summary>Sets what maps the pictures to mm; without it no extent is measured, as at first.</summary>
    /// <param name="calibration">Of the camera whose pictures come from now on; null for none.</param>
    public void UseCalibration(CameraCalibration? calibration)
    {
        lock (_lock)
        {
            _calibration = calibration;
        }
    }

    /// <summary>Loads a model and runs it once.</summary>
    /// <param name="manifestPath">Path of the model's <c>manifest.json</c>; the model lies beside it.</param>
    /// <param name="platform">What the pieces lie on: each has its own thresholds.</param>
    /// <exception cref="ModelException">Manifest or model is missing, damaged or not what this version supports.</exception>
    public static PieceRecogniser Load(string manifestPath, ViewedPlatform platform = ViewedPlatform.Tray) =>
        new(OnnxImageClassifier.Load(manifestPath), platform);

    /// <summary>Looks at the frames of one piece.</summary>
    /// <param name="reference">The platform before the piece came; without it the answer is undecided (<see cref="RecognitionReason.NoReference"/>).</param>
    /// <param name="frames">Frames of the piece; those that cannot be decoded are skipped.</param>
    /// <exception cref="ModelException">The network failed.</exception>
    public Recognition Recognise(Frame? reference, IReadOnlyList<Frame> frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        lock (_lock)
        {
            var hasReference = reference is not null && TrySetReference(reference);
            if (!hasReference)
            {
                _reader.ClearReference();
            }

            var votes = new List<FrameVote>(frames.Count);
            (Frame Frame, ObjectBox Box)? whole = null;
            for (var i = 0; i < frames.Count; i++)
            {
                if (TryRead(frames[i]) is { } vote)
                {
                    votes.Add(vote);

                    // The newest: the piece has rested longest.
                    whole = ShowsWhole(vote) && _reader.Box is { } box ? (frames[i], box) : whole;
                }
            }

            var seen = _policy.Decide(votes, isReferenceMissing: !hasReference);
            return whole is { } measured && hasReference ? seen with { Extent = TryMeasure(reference!, measured.Frame, measured.Box) } : seen;
        }
    }

    /// <summary>Looks at one picture file, JPEG or PNG.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="reference">The same view without the piece. When null, the whole picture is taken for the piece, and the answer may be the class of an empty platform.</param>
    /// <exception cref="FrameDecodeException">A picture cannot be decoded, or the two differ in shape.</exception>
    /// <exception cref="ModelException">The network failed.</exception>
    public Recognition RecogniseImage(ReadOnlyMemory<byte> image, ReadOnlyMemory<byte>? reference = null)
    {
        lock (_lock)
        {
            if (reference is { } before)
            {
                _reader.SetReference(before);
            }
            else
            {
                _reader.ClearReference();
            }

            return _policy.Decide([_reader.Read(image)], isReferenceMissing: false);
        }
    }

    /// <summary>True when both frames show the same: the picture rests. False also when one cannot be decoded.</summary>
    public bool LooksLike(Frame first, Frame second) => _likeness.Agree(first, second);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _classifier.Dispose();
        }
    }

    private bool TrySetReference(Frame reference)
    {
        try
        {
            _reader.SetReference(reference.Jpeg);
            return true;
        }
        catch (FrameDecodeException)
        {
            return false;
        }
    }

    private static bool ShowsWhole(FrameVote vote) =>
        !vote.Flaws.Contains(RecognitionReason.SeveralObjects)
        && !vote.Flaws.Contains(RecognitionReason.CutOffByEdge)
        && !vote.Flaws.Contains(RecognitionReason.HandInView);

    private SeenExtent? TryMeasure(Frame reference, Frame frame, ObjectBox box)
    {
        try
        {
            return _calibration is { } calibration ? _meter.Measure(reference.Jpeg, frame.Jpeg, box, calibration) : null;
        }
        catch (FrameDecodeException)
        {
            return null;
        }
    }

    private FrameVote? TryRead(Frame frame)
    {
        try
        {
            return _reader.Read(frame.Jpeg);
        }
        catch (FrameDecodeException)
        {
            return null;
        }
    }
}
