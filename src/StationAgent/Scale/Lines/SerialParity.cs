namespace StationAgent.Scale.Lines;

/// <summary>The parity bit of a serial line.</summary>
internal enum SerialParity
{
    /// <summary>None is sent.</summary>
    None,

    /// <summary>It makes the number of ones even.</summary>
    Even,

    /// <summary>It makes the number of ones odd.</summary>
    Odd,
}
