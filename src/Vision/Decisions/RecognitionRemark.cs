namespace StationAgent.Vision.Decisions;

/// <summary>What the pictures leave open of a piece that they recognise. The wire names are the lower snake case of these.</summary>
public enum RecognitionRemark
{
    /// <summary>Of which of several kinds it is.</summary>
    KindUnclear,

    /// <summary>The kind is clear, but not in which state the piece is.</summary>
    ConditionUnclear,
}
