namespace StationAgent.Vision.Decisions;

/// <summary>What the pictures of a camera say about the camera.</summary>
public enum CameraCondition
{
    /// <summary>Nothing is wrong.</summary>
    Good,

    /// <summary>There is nothing to see: a covered lens, or no light. The camera is of no use.</summary>
    Black,

    /// <summary>The picture does not change at all, not even by noise: what it shows is not now. The camera is of no use.</summary>
    Frozen,

    /// <summary>It has lost its sharpness: dirt, condensation, a lens out of focus. It still works, worse.</summary>
    Blurred,

    /// <summary>The surroundings of the platform are no longer where they were: it was pushed. It still works, but what it looks at may be wrong.</summary>
    MovedView,
}
