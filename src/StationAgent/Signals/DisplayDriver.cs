using StationAgent.Signals.Patterns;

namespace StationAgent.Signals;

/// <summary>A kind of display for visitors: one line of <see cref="DisplayDrivers.All"/>.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Open">Opens it; null for a station without a display.</param>
internal sealed record DisplayDriver(string Name, Func<DisplayOptions, IOutput<VisitorMessage>>? Open);
