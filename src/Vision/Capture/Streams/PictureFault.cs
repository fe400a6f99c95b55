namespace StationAgent.Vision.Capture.Streams;

/// <summary>What is wrong with a picture that is not whole.</summary>
internal enum PictureFault
{
    /// <summary>No picture has begun.</summary>
    None,

    /// <summary>It has no end marker.</summary>
    BreaksOff,

    /// <summary>It has more bytes than are taken.</summary>
    IsTooLong,
}
