namespace StationAgent.Vision.Decisions;

/// <summary>The condition of a camera, judged by its pictures.</summary>
public enum CameraCondition
{
    /// <summary>Nothing is wrong.</summary>
    Good,

    /// <summary>There is nothing to see: a covered lens, or no light. The camera is unusable.</summary>
    Black,

    /// <summary>The picture does not change at all, not even by noise: it does not show the present. The camera is unusable.</summary>
    Frozen,

    /// <summary>Its pictures cannot be decoded. The camera is unusable.</summary>
    Undecodable,

    /// <summary>It has lost its sharpness: dirt, condensation, a lens out of focus. It still works, but less well.</summary>
    Blurred,

    /// <summary>
    /// The surroundings of the platform are no longer where they were: the camera was moved. It still works, but it may look at the wrong place.
    /// </summary>
    MovedView,
}
