namespace StationAgent.Scale.MtSics;

/// <summary>How an MT-SICS terminal answers.</summary>
internal enum MtSicsAnswer
{
    /// <summary><c>A</c>: done.</summary>
    Done,

    /// <summary><c>S</c>: a stable weight.</summary>
    Stable,

    /// <summary><c>D</c>: a weight that is not stable.</summary>
    Dynamic,

    /// <summary><c>I</c>: understood, cannot be done now.</summary>
    NotExecutable,

    /// <summary><c>L</c>: understood, its parameter is wrong.</summary>
    WrongParameter,

    /// <summary><c>+</c>: above the range.</summary>
    Overload,

    /// <summary><c>-</c>: below the range.</summary>
    Underload,

    /// <summary><c>ES</c>: no such command.</summary>
    SyntaxError,

    /// <summary><c>ET</c>: the command arrived broken.</summary>
    TransmissionError,

    /// <summary><c>EL</c>: the command cannot be done.</summary>
    LogicalError,
}
