namespace StationAgent.Contracts.Carbon;

/// <summary>Where a factor is published.</summary>
/// <param name="Issuer">Who answers for it.</param>
/// <param name="Document">Title of the document.</param>
/// <param name="Number">Its number; null when it has none.</param>
/// <param name="Date">Its date: a year, a month or a day, such as <c>2021</c>, <c>2021-11</c> or <c>2021-11-30</c>.</param>
/// <param name="Url">Where it can be read; http or https.</param>
internal sealed record FactorSource(string Issuer, string Document, string? Number, string Date, string Url);
