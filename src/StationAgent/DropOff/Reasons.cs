using StationAgent.Vision.Decisions;

namespace StationAgent.DropOff;

/// <summary>
/// The reason codes of events and refusals. Consumers and displays rely on them: codes are added and never renamed. The codes of
/// <see cref="RecognitionReason"/> are used in addition to these, see <see cref="From(RecognitionReason)"/>, and those that rules of classes name.
/// </summary>
internal static class Reasons
{
    /// <summary>Rejected: this station does not take this kind of packaging.</summary>
    public const string ClassNotTaken = "class_not_taken";

    /// <summary>Rejected: heavier than its class can be; most likely something is still inside.</summary>
    public const string HeavierThanClass = "heavier_than_class";

    /// <summary>Undecided: lighter than its class can be, so mass and picture do not match.</summary>
    public const string LighterThanClass = "lighter_than_class";

    /// <summary>Rejected: heavier than the scale can weigh.</summary>
    public const string Overload = "overload";

    /// <summary>Undecided: there is a mass, but the picture shows nothing.</summary>
    public const string NoObject = "no_object";

    /// <summary>Undecided or unsettled: the load did not come to rest in time.</summary>
    public const string LoadNeverSettled = "load_never_settled";

    /// <summary>Undecided or unsettled: the load changed from what it was when the pictures were taken.</summary>
    public const string LoadChangedMeanwhile = "load_changed_meanwhile";

    /// <summary>Undecided or unsettled: the scale failed meanwhile.</summary>
    public const string ScaleFault = "scale_fault";

    /// <summary>Undecided: the camera failed meanwhile, or gave no pictures.</summary>
    public const string CameraFault = "camera_fault";

    /// <summary>Undecided: the classifier failed.</summary>
    public const string ModelFault = "model_fault";

    /// <summary>Undecided: the pictures did not come in time.</summary>
    public const string CaptureTimeout = "capture_timeout";

    /// <summary>Undecided: the classifier did not answer in time.</summary>
    public const string ClassificationTimeout = "classification_timeout";

    /// <summary>Undecided: the pictures are too far behind the scale to belong to this piece.</summary>
    public const string CameraLate = "camera_late";

    /// <summary>Undecided or unsettled: the scale delivered nothing for a moment, so what happened on the platform was not seen.</summary>
    public const string ScaleSilent = "scale_silent";

    /// <summary>Unsettled: inside the window the pictures stopped showing the accepted piece.</summary>
    public const string PictureChangedMeanwhile = "picture_changed_meanwhile";

    /// <summary>Shown to the person only: the drop-off could not be stored and does not count.</summary>
    public const string NotStored = "not_stored";

    /// <summary>Withdrawn: the piece was taken back inside its window.</summary>
    public const string TakenBack = "taken_back";

    /// <summary>Unsettled: much more than the piece left the bin inside the window.</summary>
    public const string BinEmptied = "bin_emptied";

    /// <summary>Unsettled: the agent was restarted inside the window.</summary>
    public const string Restarted = "restarted";

    /// <summary>Void: the event was stored after the person had been refused.</summary>
    public const string StoredAfterRefusal = "stored_after_refusal";

    /// <summary>Shown to staff only: there is no drop-off that the key for grading could mean.</summary>
    public const string NothingToGrade = "nothing_to_grade";

    /// <summary>Shown to staff only: several drop-offs weigh what is on the platform.</summary>
    public const string SeveralToGrade = "several_to_grade";

    /// <summary>Undecided: no picture could be used.</summary>
    public const string NoUsableFrame = "no_usable_frame";

    /// <summary>Undecided: there is no picture of the platform from before the piece came.</summary>
    public const string NoReference = "no_reference";

    /// <summary>Undecided: the pictures show more than one piece.</summary>
    public const string SeveralObjects = "several_objects";

    /// <summary>Undecided: the piece extends beyond the edge of the picture.</summary>
    public const string CutOffByEdge = "cut_off_by_edge";

    /// <summary>Undecided: a hand is in the picture.</summary>
    public const string HandInView = "hand_in_view";

    /// <summary>Undecided: the pictures are too dark.</summary>
    public const string Dark = "dark";

    /// <summary>Undecided: the pictures are too bright.</summary>
    public const string Overexposed = "overexposed";

    /// <summary>Undecided: the pictures are not sharp.</summary>
    public const string Blurred = "blurred";

    /// <summary>Undecided: the pictures lead to different classes.</summary>
    public const string FramesDisagree = "frames_disagree";

    /// <summary>Undecided: the classifier is not confident enough.</summary>
    public const string LowConfidence = "low_confidence";

    /// <summary>Undecided, or a remark: of which of several kinds the piece is, is not clear.</summary>
    public const string KindUnclear = "kind_unclear";

    /// <summary>Undecided, or a remark: the kind is clear, but the condition of the piece is not.</summary>
    public const string ConditionUnclear = "condition_unclear";

    /// <summary>Finds the code of a reason that comes from the pictures.</summary>
    public static string From(RecognitionReason reason) => reason switch
    {
        RecognitionReason.NoUsableFrame => NoUsableFrame,
        RecognitionReason.NoReference => NoReference,
        RecognitionReason.NoObject => NoObject,
        RecognitionReason.SeveralObjects => SeveralObjects,
        RecognitionReason.CutOffByEdge => CutOffByEdge,
        RecognitionReason.HandInView => HandInView,
        RecognitionReason.Dark => Dark,
        RecognitionReason.Overexposed => Overexposed,
        RecognitionReason.Blurred => Blurred,
        RecognitionReason.FramesDisagree => FramesDisagree,
        RecognitionReason.LowConfidence => LowConfidence,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "has no code"),
    };

    /// <summary>Finds the code of what the pictures leave open.</summary>
    public static string From(RecognitionRemark remark) => remark switch
    {
        RecognitionRemark.KindUnclear => KindUnclear,
        RecognitionRemark.ConditionUnclear => ConditionUnclear,
        _ => throw new ArgumentOutOfRangeException(nameof(remark), remark, "has no code"),
    };
}
