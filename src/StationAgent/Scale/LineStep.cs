namespace StationAgent.Scale;

/// <summary>What follows from one input to a protocol.</summary>
/// <param name="Send">Bytes to send; empty for none.</param>
/// <param name="Reading">What the scale read; null for nothing.</param>
/// <param name="IsUnderstood">False for a line that means nothing.</param>
internal readonly record struct LineStep(ReadOnlyMemory<byte> Send, LineReading? Reading, bool IsUnderstood)
{
    /// <summary>The input was understood, and nothing follows.</summary>
    public static LineStep Nothing => new(default, Reading: null, IsUnderstood: true);

    /// <summary>The line means nothing.</summary>
    public static LineStep NotUnderstood => default;

    /// <summary>Bytes have to be sent.</summary>
    public static LineStep Say(byte[] bytes) => new(bytes, Reading: null, IsUnderstood: true);

    /// <summary>The scale delivered a reading.</summary>
    public static LineStep Read(LineReading reading) => new(default, reading, IsUnderstood: true);
}
