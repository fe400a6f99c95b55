namespace StationAgent.Vision.Capture;

/// <summary>One camera picture as the driver delivered it: compressed, not decoded.</summary>
/// <param name="Jpeg">A whole JPEG file. The memory belongs to the frame and does not change.</param>
/// <param name="At">When the picture was taken, as time since boot (CLOCK_BOOTTIME).</param>
/// <param name="Sequence">The source's running number; a hole means that frames were lost.</param>
public sealed record Frame(ReadOnlyMemory<byte> Jpeg, TimeSpan At, long Sequence);
