namespace StationAgent.Simulation.World;

/// <summary>What can go wrong with a simulated sensor.</summary>
internal enum SimulatedFault
{
    /// <summary>The scale gives no samples.</summary>
    ScaleSilent,

    /// <summary>The scale is lost: reading it fails until the fault is over.</summary>
    ScaleUnplugged,

    /// <summary>The camera gives no frames.</summary>
    CameraStalled,

    /// <summary>The camera is lost: reading it fails until the fault is over.</summary>
    CameraUnplugged,

    /// <summary>The frames are black.</summary>
    CameraBlack,

    /// <summary>The frames are not JPEG.</summary>
    CameraGarbage,

    /// <summary>The frames are JPEG whose header claims 65,000 × 65,000 pixels.</summary>
    CameraOversized,
}
