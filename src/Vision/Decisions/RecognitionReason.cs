namespace StationAgent.Vision.Decisions;

/// <summary>A reason why pictures do not carry a decision. The wire names are the lower snake case of these.</summary>
public enum RecognitionReason
{
    /// <summary>No picture could be used: none came, or none could be decoded.</summary>
    NoUsableFrame,

    /// <summary>There is no picture of the platform before the piece came.</summary>
    NoReference,

    /// <summary>The pictures show nothing that the reference does not show.</summary>
    NoObject,

    /// <summary>More than one object differs from the reference.</summary>
    SeveralObjects,

    /// <summary>The object reaches over the edge of the view, and is not a hand.</summary>
    CutOffByEdge,

    /// <summary>A hand, or a sleeve, reaches into the view.</summary>
    HandInView,

    /// <summary>Too dark to judge.</summary>
    Dark,

    /// <summary>Too bright to judge.</summary>
    Overexposed,

    /// <summary>Not sharp enough to judge.</summary>
    Blurred,

    /// <summary>The frames do not agree on the class.</summary>
    FramesDisagree,

    /// <summary>No class reaches its threshold of confidence.</summary>
    LowConfidence,
}
