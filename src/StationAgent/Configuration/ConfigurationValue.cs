namespace StationAgent.Configuration;

/// <summary>One value as a source gave it.</summary>
/// <param name="Path">Full path of its key, with colons.</param>
/// <param name="Text">The value as text.</param>
/// <param name="Kind">What it was written as.</param>
/// <param name="Source">Where it is, for a message: file and line, or the name of an environment variable.</param>
/// <param name="Folder">What a relative path in it is relative to.</param>
internal sealed record ConfigurationValue(string Path, string Text, ConfigurationValueKind Kind, string Source, string Folder);

/// <summary>What a value was written as.</summary>
internal enum ConfigurationValueKind
{
    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>JSON true or false.</summary>
    Flag,

    /// <summary>JSON null.</summary>
    Null,

    /// <summary>A JSON list.</summary>
    List,

    /// <summary>An environment variable, which can be any of the first three.</summary>
    Untyped,
}
