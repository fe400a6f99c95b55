namespace StationAgent.Cli.Doctor;

/// <summary>What figures mean.</summary>
/// <param name="State">How bad it is.</param>
/// <param name="Found">The figures, for a person.</param>
/// <param name="Remedy">What to do; null when there is nothing to do.</param>
internal readonly record struct Judgement(CheckState State, string Found, string? Remedy = null)
{
    /// <summary>As it should be.</summary>
    public static Judgement Good(string found) => new(CheckState.Ok, found);
}
