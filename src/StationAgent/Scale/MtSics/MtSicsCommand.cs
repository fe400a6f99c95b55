namespace StationAgent.Scale.MtSics;

/// <summary>What an MT-SICS reply answers.</summary>
internal enum MtSicsCommand
{
    /// <summary><c>S</c>, <c>SI</c> or <c>SIR</c>: the weight.</summary>
    Weight,

    /// <summary><c>Z</c>: zero.</summary>
    Zero,

    /// <summary><c>T</c>: tare.</summary>
    Tare,

    /// <summary><c>I4</c>: the serial number; also said unasked after the terminal has started.</summary>
    SerialNumber,

    /// <summary>Any command, which was not one: <c>ES</c>, <c>ET</c>, <c>EL</c>.</summary>
    Unknown,
}
