namespace StationAgent.Signals.Patterns;

/// <summary>Lamps and buzzer that are on.</summary>
[Flags]
internal enum Outputs
{
    /// <summary>All are off.</summary>
    None = 0,

    /// <summary>Lamp: a piece may be dropped off.</summary>
    Ready = 1,

    /// <summary>Lamp: wait.</summary>
    Busy = 2,

    /// <summary>Lamp: the platform must be cleared.</summary>
    Occupied = 4,

    /// <summary>Lamp: the piece was accepted.</summary>
    Accepted = 8,

    /// <summary>Lamp: the piece was not accepted.</summary>
    Rejected = 16,

    /// <summary>Lamp: no piece can be taken.</summary>
    OutOfService = 32,

    /// <summary>The buzzer.</summary>
    Buzzer = 64,

    /// <summary>Lamp: the accepted piece is used again.</summary>
    Reuse = 128,

    /// <summary>Lamp: the accepted piece is pulped.</summary>
    Pulp = 256,

    /// <summary>Lamp: the accepted piece goes elsewhere.</summary>
    Other = 512,
}
