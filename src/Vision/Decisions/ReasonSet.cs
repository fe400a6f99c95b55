namespace StationAgent.Vision.Decisions;

/// <summary>A set of reasons that is stored in one number.</summary>
internal readonly record struct ReasonSet
{
    private readonly uint _bits;

    private ReasonSet(uint bits) => _bits = bits;

    /// <summary>No reason at all.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>The set with one more reason when <paramref name="condition"/> holds.</summary>
    public ReasonSet With(RecognitionReason reason, bool condition = true) => condition ? new ReasonSet(_bits | Bit(reason)) : this;

    /// <summary>The union of both sets.</summary>
    public ReasonSet With(ReasonSet other) => new(_bits | other._bits);

    /// <summary>True when the reason is in the set.</summary>
    public bool Contains(RecognitionReason reason) => (_bits & Bit(reason)) != 0;

    private static uint Bit(RecognitionReason reason) => 1u << (int)reason;
}
