namespace StationAgent.Configuration;

/// <summary>A rule between keys that does not hold.</summary>
/// <param name="Path">The key to change, relative to the section that has the rule.</param>
/// <param name="Message">What is wrong and what would be right, for a person.</param>
internal readonly record struct KeyFault(string Path, string Message);
