namespace StationAgent.Contracts.Grading;

/// <summary>Why a drop-off is not graded, as codes in lower snake case.</summary>
internal static class GradeRefusals
{
    /// <summary>The message is not a request to grade.</summary>
    public const string Malformed = "malformed";

    /// <summary>The event was stored by another device, or by a store of which this one knows nothing.</summary>
    public const string OtherDevice = "other_device";

    /// <summary>No drop-off with this id is in the store: there never was one, or it was removed after its time.</summary>
    public const string NotFound = "not_found";

    /// <summary>The piece was not accepted.</summary>
    public const string NotAccepted = "not_accepted";

    /// <summary>It was presented in maintenance and is worth nothing.</summary>
    public const string Test = "test";

    /// <summary>Its withdrawal window is open.</summary>
    public const string WindowOpen = "window_open";

    /// <summary>The piece was taken back.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>The person was refused although the event was stored.</summary>
    public const string Void = "void";

    /// <summary>It has a grade.</summary>
    public const string AlreadyGraded = "already_graded";

    /// <summary>The store does not work at present.</summary>
    public const string NotStored = "not_stored";

    /// <summary>Says the same for a person, as the end of a sentence that begins with the drop-off.</summary>
    public static string Explain(string reason) => reason switch
    {
        OtherDevice => "is from another device, or from a store that this device does not know",
        NotFound => "is not in the store as a drop-off",
        NotAccepted => "was not accepted",
        Test => "was presented in maintenance and is not graded",
        WindowOpen => "may still be taken back; grade it when its withdrawal window is over",
        Withdrawn => "was taken back by the visitor",
        Void => "is void: the visitor was refused",
        AlreadyGraded => "has a grade already",
        NotStored => "could not be graded: the store does not work at present",
        _ => $"was not graded: {reason}",
    };
}
