namespace StationAgent.Configuration;

/// <summary>A configuration, or everything that is wrong with it.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <param name="Configuration">The configuration; null when there is a problem: a configuration is used as a whole or not at all.</param>
/// <param name="Problems">What is wrong; empty when there is a configuration.</param>
internal sealed record ConfigurationResult<TOptions>(LoadedConfiguration<TOptions>? Configuration, IReadOnlyList<ConfigurationProblem> Problems);
