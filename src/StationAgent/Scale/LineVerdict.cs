namespace StationAgent.Scale;

/// <summary>What one line of a scale says.</summary>
/// <param name="Reading">The reading; null when there is none.</param>
/// <param name="IsUnderstood">False for a line that is not used.</param>
/// <param name="Fault">Why it is not used; null when it means nothing in this format.</param>
/// <param name="Detail">The same in the words of this very line; null for those of the fault.</param>
internal readonly record struct LineVerdict(LineReading? Reading, bool IsUnderstood, LineFault? Fault = null, string? Detail = null)
{
    /// <summary>The line is understood and has no reading.</summary>
    public static LineVerdict Nothing => new(Reading: null, IsUnderstood: true);

    /// <summary>The line means nothing in this format.</summary>
    public static LineVerdict NotUnderstood => default;

    /// <summary>The line has a reading.</summary>
    public static LineVerdict Read(in LineReading reading) => new(reading, IsUnderstood: true);

    /// <summary>The line is not used for this reason.</summary>
    public static LineVerdict Refused(LineFault fault, string? detail = null) => new(Reading: null, IsUnderstood: false, fault, detail);

    /// <summary>What a protocol makes of it.</summary>
    /// <param name="kinds">Keeps to one kind of weight.</param>
    public LineStep ToStep(KindSelector kinds) => Reading is { } reading ? kinds.Of(reading)
        : IsUnderstood ? LineStep.Nothing
        : Fault is { } fault ? LineStep.Refused(fault, Detail)
        : LineStep.NotUnderstood;
}
