namespace StationAgent.Weighing;

/// <summary>What keeps a station from judging or storing a drop-off.</summary>
internal enum StationFault
{
    /// <summary>The scale is silent or its readings cannot be trusted.</summary>
    Scale,

    /// <summary>The camera gives no usable pictures.</summary>
    Camera,

    /// <summary>Nothing can be stored.</summary>
    Storage,

    /// <summary>The classifier does not work.</summary>
    Model,
}
