namespace StationAgent.Vision.Geometry;

/// <summary>Why a picture does not show a sheet by which a camera can be calibrated.</summary>
public enum SheetProblem
{
    /// <summary>It shows one.</summary>
    None,

    /// <summary>Nothing in it is bright, has four straight sides and is of some size.</summary>
    NotFound,

    /// <summary>It shows more than one.</summary>
    Several,

    /// <summary>The sheet reaches over the edge of the picture.</summary>
    CutOff,

    /// <summary>The sheet covers too few pixels.</summary>
    TooSmall,

    /// <summary>The shape is not that of the named size: a part is hidden or folded, or it is another size.</summary>
    WrongShape,

    /// <summary>Its edges are too soft.</summary>
    Blurred,

    /// <summary>Its edges are not straight.</summary>
    NotFlat,
}
