namespace StationAgent.Cli.Carbon;

/// <summary>The last line of <c>events verify-carbon --json</c>.</summary>
/// <param name="Events">The events that were read.</param>
/// <param name="Figures">Those with a figure.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record CarbonSummary(long Events, long Figures, long Problems);
