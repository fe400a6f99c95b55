namespace StationAgent.Configuration;

/// <summary>The facts about a key: messages, the documentation and the tests of its limits use them.</summary>
internal sealed record KeyFacts
{
    /// <summary>Full path, with colons.</summary>
    public required string Path { get; init; }

    /// <summary>What kind of value it takes, in one or two words.</summary>
    public required string Type { get; init; }

    /// <summary>What it allows, for a message that says what was expected.</summary>
    public required string Allowed { get; init; }

    /// <summary>Its range for a table, without the type; empty when the type says it all.</summary>
    public required string Range { get; init; }

    /// <summary>What the value means, in full sentences.</summary>
    public required string Meaning { get; init; }

    /// <summary>Unit of a number; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>True when the value names a file that must exist.</summary>
    public bool NamesFile { get; init; }

    /// <summary>The least and the greatest value, or every choice, each as written in a JSON file; empty for texts.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];
}
