namespace StationAgent.Scale;

/// <summary>What follows from one input to a protocol.</summary>
/// <param name="Send">Bytes to send; empty for none.</param>
/// <param name="Reading">What the scale read; null for nothing.</param>
/// <param name="IsUnderstood">False for a line that means nothing.</param>
/// <param name="Problem">What is wrong with a line that means nothing, as the end of a sentence that quotes it; null for <see cref="ILineProtocol.Expectation"/>.</param>
internal readonly record struct LineStep(ReadOnlyMemory<byte> Send, LineReading? Reading, bool IsUnderstood, string? Problem = null)
{
    /// <summary>The input was understood, and nothing follows.</summary>
    public static LineStep Nothing => new(default, Reading: null, IsUnderstood: true);

    /// <summary>The line means nothing.</summary>
    public static LineStep NotUnderstood => default;

    /// <summary>The line means nothing for this reason.</summary>
    public static LineStep Refused(string problem) => new(default, Reading: null, IsUnderstood: false, problem);

    /// <summary>Bytes have to be sent.</summary>
    public static LineStep Say(byte[] bytes) => new(bytes, Reading: null, IsUnderstood: true);

    /// <summary>The scale delivered a reading.</summary>
    public static LineStep Read(LineReading reading) => new(default, reading, IsUnderstood: true);
}
