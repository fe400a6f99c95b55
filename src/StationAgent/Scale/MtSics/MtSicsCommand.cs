namespace StationAgent.Scale.MtSics;

/// <summary>The command that an MT-SICS reply answers.</summary>
internal enum MtSicsCommand
{
    /// <summary><c>S</c>, <c>SI</c> or <c>SIR</c>: the weight.</summary>
    Weight,

    /// <summary><c>Z</c>: zero.</summary>
    Zero,

    /// <summary><c>T</c>: tare.</summary>
    Tare,

    /// <summary><c>I4</c>: the serial number; also sent without a request after the terminal has started.</summary>
    SerialNumber,

    /// <summary>A command that the terminal did not recognise or execute: <c>ES</c>, <c>ET</c>, <c>EL</c>.</summary>
    Unknown,
}
