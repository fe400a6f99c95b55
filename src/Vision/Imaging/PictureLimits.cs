namespace StationAgent.Vision.Imaging;

/// <summary>The limits of a picture file, checked before memory and time are spent on it.</summary>
internal static class PictureLimits
{
    /// <summary>Most columns and most rows. Sums over parts of a picture would stay inside sixteen bits up to 16,384.</summary>
    public const int MaximumSide = 4096;

    /// <summary>
    /// Most pixels in all, which bounds memory and time: a decoded pixel takes four bytes. It allows 4032 × 3024, the largest size that common cameras
    /// give.
    /// </summary>
    public const int MaximumPixels = 12_200_000;

    /// <summary>Longest file in bytes.</summary>
    public const int MaximumBytes = 16 << 20;

    /// <summary>
    /// Most scans of one JPEG. Cameras write 1, progressive encoders about 10, and each costs a pass over the whole picture, so a small file with
    /// thousands of them would keep the decoder busy for minutes.
    /// </summary>
    public const int MaximumScans = 100;
}
