namespace StationAgent.Vision.Imaging.Changes;

/// <summary>The difference between a frame and its reference.</summary>
/// <param name="Box">The largest object, or when any is cut off the largest of those; null when nothing differs.</param>
/// <param name="IsSeveral">Other objects of comparable size lie apart from it.</param>
/// <param name="IsCutOff">An object reaches over the edge of the view.</param>
internal readonly record struct Difference(ObjectBox? Box, bool IsSeveral, bool IsCutOff);
