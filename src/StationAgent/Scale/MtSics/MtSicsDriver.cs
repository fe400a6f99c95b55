namespace StationAgent.Scale.MtSics;

/// <summary>A terminal that speaks MT-SICS, on a serial port or over TCP.</summary>
internal static class MtSicsDriver
{
    /// <summary>The entry of this driver in the table of scale drivers.</summary>
    public static ScaleDriver Entry { get; } = LineDriver.Of(
        "mt_sics", static options => () => new MtSicsProtocol(TimeSpan.FromSeconds(1 / options.RateHz)), static _ => []);
}
