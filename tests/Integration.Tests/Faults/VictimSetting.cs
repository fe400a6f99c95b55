namespace StationAgent.Integration.Tests.Faults;

/// <summary>What surrounds a victim.</summary>
internal sealed record VictimSetting
{
    /// <summary>A program and its arguments that start the victim in turn, such as strace.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    /// <summary>Further arguments of the verb.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>A library that is loaded first.</summary>
    public string? Preload { get; init; }
}
