using StationAgent.Weighing;

namespace StationAgent.BinLevel.Levels;

/// <summary>
/// The mass that has collected in a bin since it was emptied: the load above what the scale read then. Only that one reading has to survive a restart,
/// and pieces that were added while the agent was not running count too.
/// </summary>
/// <param name="Slack">Loads that differ by no more than this from the empty bin count as an empty bin: the scale has drifted, or a bag was changed.</param>
/// <param name="EmptyLoad">What the scale read when the bin was last empty.</param>
/// <param name="Load">What it read at the last rest; null before the first.</param>
internal sealed record BinMass(Grams Slack, Grams EmptyLoad, Grams? Load = null)
{
    /// <summary>The share of its capacity up to which a bin counts as empty.</summary>
    private const double EmptyShare = 0.05;

    /// <summary>The mass of the contents; never negative. Null before the first rest.</summary>
    public Grams? Gathered => Load is { } load ? new Grams(Math.Max(0, (load - EmptyLoad).Value)) : null;

    /// <summary>Creates the state for a bin with this capacity.</summary>
    /// <param name="capacity">The mass that fills the bin.</param>
    /// <param name="emptyLoad">What the scale read when it was last empty; zero for a scale that was set to zero with the empty bin.</param>
    public static BinMass Of(Grams capacity, Grams emptyLoad) => new(capacity * EmptyShare, emptyLoad);

    /// <summary>Takes a load that has come to rest.</summary>
    public BinMass Rest(Grams load)
    {
        if (load < EmptyLoad - Slack)
        {
            // The bin itself was lifted off. What it held is judged when it is back.
            return this;
        }

        var isEmptied = load <= EmptyLoad + Slack && Load is { } before && before - load >= Slack;
        return this with { EmptyLoad = isEmptied ? load : EmptyLoad, Load = load };
    }
}
