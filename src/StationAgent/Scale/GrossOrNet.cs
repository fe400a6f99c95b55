namespace StationAgent.Scale;

/// <summary>Which of the two weights of a scale is used, for scales that send both.</summary>
internal enum GrossOrNet
{
    /// <summary>The one that the scale sends; the gross weight when it sends both.</summary>
    Any,

    /// <summary>The gross weight.</summary>
    Gross,

    /// <summary>The net weight.</summary>
    Net,
}
