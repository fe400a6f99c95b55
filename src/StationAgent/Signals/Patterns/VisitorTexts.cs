using System.Diagnostics;
using StationAgent.DropOff;

namespace StationAgent.Signals.Patterns;

/// <summary>The words on a display. A heading and a detail fit together on two lines of 16 characters and on four lines of 10.</summary>
internal static class VisitorTexts
{
    private const string TryAgain = "please try again";
    private const string KeepStill = "keep it still";
    private const string NotRecognised = "not recognised";

    /// <summary>The words for a state.</summary>
    public static VisitorMessage Of(StationStatus status) => status switch
    {
        StationStatus.Ready => new VisitorMessage("Ready"),
        StationStatus.Busy => new VisitorMessage("Please wait"),
        StationStatus.Occupied => new VisitorMessage("Clear the platform"),
        StationStatus.OutOfService => new VisitorMessage("Out of service"),
        _ => throw new UnreachableException($"There are no words for {status}."),
    };

    /// <summary>The words for an outcome.</summary>
    /// <param name="outcome">The outcome; a person cannot do anything about the difference between rejected and undecided.</param>
    /// <param name="detail">The mass, or why it was not accepted.</param>
    public static VisitorMessage Of(Outcome outcome, string detail) => new(outcome == Outcome.Accepted ? "Accepted" : "Not accepted", detail);

    /// <summary>The words for a reason code; empty for a code that means nothing to a visitor.</summary>
    public static string Of(string reason) => reason switch
    {
        Reasons.NotPackaging => "not packaging",
        Reasons.ClassNotTaken => "type not taken",
        Reasons.HeavierThanClass => "is it empty?",
        Reasons.LighterThanClass => "too light",
        Reasons.Overload => "too heavy",
        Reasons.NoObject => "nothing seen",
        Reasons.LoadNeverSettled or Reasons.LoadChangedMeanwhile or Reasons.PictureChangedMeanwhile => KeepStill,
        Reasons.ScaleFault or Reasons.CameraFault or Reasons.ModelFault or Reasons.NotStored => TryAgain,
        Reasons.CameraLate or Reasons.ScaleSilent => TryAgain,
        Reasons.CaptureTimeout or Reasons.ClassificationTimeout or Reasons.NoUsableFrame or Reasons.NoReference => TryAgain,
        Reasons.SeveralObjects => "one at a time",
        Reasons.CutOffByEdge => "move to middle",
        Reasons.HandInView => "remove your hand",
        Reasons.Dark or Reasons.Overexposed or Reasons.Blurred or Reasons.FramesDisagree or Reasons.LowConfidence or Reasons.ConditionUnclear => NotRecognised,
        _ => "",
    };
}
