namespace StationAgent.Scale;

/// <summary>What follows from one input to a protocol.</summary>
/// <param name="Send">Bytes to send; empty for none.</param>
/// <param name="Reading">What the scale read; null for nothing.</param>
/// <param name="IsUnderstood">False for a line that is not used.</param>
/// <param name="Fault">Why a line is not used; null for <see cref="ILineProtocol.Expectation"/>.</param>
/// <param name="Detail">The same in the words of this very line; null for those of the fault.</param>
internal readonly record struct LineStep(ReadOnlyMemory<byte> Send, LineReading? Reading, bool IsUnderstood, LineFault? Fault = null, string? Detail = null)
{
    /// <summary>The input was understood, and nothing follows.</summary>
    public static LineStep Nothing => new(default, Reading: null, IsUnderstood: true);

    /// <summary>The line means nothing.</summary>
    public static LineStep NotUnderstood => default;

    /// <summary>The line is not used for this reason.</summary>
    public static LineStep Refused(LineFault fault, string? detail = null) => new(default, Reading: null, IsUnderstood: false, fault, detail);

    /// <summary>Bytes have to be sent.</summary>
    public static LineStep Say(ReadOnlyMemory<byte> bytes) => new(bytes, Reading: null, IsUnderstood: true);

    /// <summary>The scale delivered a reading.</summary>
    public static LineStep Read(LineReading reading) => new(default, reading, IsUnderstood: true);
}
