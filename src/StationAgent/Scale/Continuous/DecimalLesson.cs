namespace StationAgent.Scale.Continuous;

/// <summary>What the number of a line says about the decimal sign of the scale.</summary>
internal enum DecimalLesson
{
    /// <summary>There was no number, or the sign is configured.</summary>
    None,

    /// <summary>Three decimals behind a comma that separates no thousands.</summary>
    Comma,

    /// <summary>A number of another shape.</summary>
    Other,

    /// <summary>The comma is the decimal sign and separates thousands: the scale contradicts itself.</summary>
    Contradiction,

    /// <summary>The number had two readings and was read by what was learnt before.</summary>
    Applied,
}
