namespace StationAgent.Configuration;

/// <summary>A broken rule between keys.</summary>
/// <param name="Path">The key to change, relative to the section that has the rule.</param>
/// <param name="Message">What is wrong and what would be right, for a person.</param>
internal readonly record struct KeyFault(string Path, string Message)
{
    /// <summary>The fault when it is one, otherwise nothing.</summary>
    public static KeyFault[] When(bool isBroken, string path, string message) => isBroken ? [new KeyFault(path, message)] : [];
}
