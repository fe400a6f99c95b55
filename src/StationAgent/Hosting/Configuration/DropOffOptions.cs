using StationAgent.DropOff;

namespace StationAgent.Hosting.Configuration;

/// <summary>Section <c>DropOff</c>.</summary>
internal sealed class DropOffOptions
{
    /// <summary>How long after the outcome is shown the piece may still be taken back without reward.</summary>
    public TimeSpan WithdrawalWindow { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Where each class goes; <see cref="Disposition.None"/> refuses it.</summary>
    public DispositionOptions Disposition { get; } = new();

    /// <summary>How heavy a piece of each class can be.</summary>
    public MassBandsOptions MassBands { get; } = new();
}
