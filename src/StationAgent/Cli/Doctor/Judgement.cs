namespace StationAgent.Cli.Doctor;

/// <summary>The meaning of measured figures.</summary>
/// <param name="State">How bad it is.</param>
/// <param name="Found">The figures, for a person.</param>
/// <param name="Remedy">What to do; null when there is nothing to do.</param>
internal readonly record struct Judgement(CheckState State, string Found, string? Remedy = null)
{
    /// <summary>The check passed.</summary>
    public static Judgement Good(string found) => new(CheckState.Ok, found);
}
