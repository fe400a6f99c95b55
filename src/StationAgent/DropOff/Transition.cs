using System.Collections.Immutable;

namespace StationAgent.DropOff;

/// <summary>The answer to a signal.</summary>
/// <param name="State">The state from here on.</param>
/// <param name="Effects">What has to be done, in this order.</param>
internal readonly record struct Transition(DropOffState State, ImmutableArray<Effect> Effects)
{
    /// <summary>Makes a transition without effects.</summary>
    public static Transition To(DropOffState state) => new(state, []);

    /// <summary>Makes a transition with these effects.</summary>
    public static Transition To(DropOffState state, params ImmutableArray<Effect> effects) => new(state, effects);

    /// <summary>Returns the same transition with these effects before its own.</summary>
    public Transition After(params ImmutableArray<Effect> effects) => this with { Effects = [.. effects, .. Effects] };
}
