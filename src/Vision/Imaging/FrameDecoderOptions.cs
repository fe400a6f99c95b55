namespace StationAgent.Vision.Imaging;

/// <summary>What a picture may claim before any memory is spent on it.</summary>
public sealed record FrameDecoderOptions
{
    /// <summary>Most columns and most rows, 1–16,384. Default 4,096.</summary>
    public int MaxSide { get; init; } = 4096;

    /// <summary>Most pixels. Default 12 million: the photo of a usual 12-megapixel camera just passes.</summary>
    public long MaxPixels { get; init; } = 12_200_000;

    /// <summary>Longest file in bytes. Default 16 MiB.</summary>
    public int MaxBytes { get; init; } = 16 << 20;

    /// <summary>
    /// Most scans of one JPEG. Default 100: cameras write 1, progressive encoders about 10, and each costs a pass over the whole picture, so
    /// a small file with thousands of them would keep the decoder busy for minutes.
    /// </summary>
    public int MaxScans { get; init; } = 100;
}
