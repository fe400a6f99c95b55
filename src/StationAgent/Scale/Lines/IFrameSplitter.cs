namespace StationAgent.Scale.Lines;

/// <summary>Cuts the bytes of a scale into its messages.</summary>
internal interface IFrameSplitter
{
    /// <summary>How many messages were discarded because they were longer than any of a scale.</summary>
    long Overlong => 0;

    /// <summary>Takes bytes up to the end of the next message.</summary>
    /// <param name="bytes">The bytes that were read; returns those that are left.</param>
    /// <param name="frame">The message without what marks its ends; valid until the next call.</param>
    /// <returns>False when no message ends in the bytes; then all bytes are taken.</returns>
    bool TryTake(ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> frame);
}
