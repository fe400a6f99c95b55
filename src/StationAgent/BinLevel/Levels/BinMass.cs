using StationAgent.Weighing;

namespace StationAgent.BinLevel.Levels;

/// <summary>
/// The mass that has gathered in a bin since it was emptied: the load over what the scale read then. Only that one reading has to survive a restart,
/// and pieces that came while nobody watched count too.
/// </summary>
/// <param name="Slack">Loads that differ by no more than this from the empty bin are an empty bin: the scale has drifted, or a bag was changed.</param>
/// <param name="EmptyLoad">What the scale read when the bin was last empty.</param>
/// <param name="Load">What it read at the last rest; null before the first.</param>
internal sealed record BinMass(Grams Slack, Grams EmptyLoad, Grams? Load = null)
{
    /// <summary>How much of its capacity a bin may hold and still pass for empty.</summary>
    private const double EmptyShare = 0.05;

    /// <summary>What lies in the bin; never less than nothing. Null before the first rest.</summary>
    public Grams? Gathered => Load is { } load ? new Grams(Math.Max(0, (load - EmptyLoad).Value)) : null;

    /// <summary>A bin of a capacity.</summary>
    /// <param name="capacity">What it holds.</param>
    /// <param name="emptyLoad">What the scale read when it was last empty; zero for a scale that was set to zero with the empty bin.</param>
    public static BinMass Of(Grams capacity, Grams emptyLoad) => new(capacity * EmptyShare, emptyLoad);

    /// <summary>The load has come to rest.</summary>
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
