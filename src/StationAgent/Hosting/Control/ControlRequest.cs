namespace StationAgent.Hosting.Control;

/// <summary>What a command asks of the running service.</summary>
/// <param name="Command">What to do: <see cref="Replay"/>.</param>
/// <param name="From">First number.</param>
/// <param name="To">Last number.</param>
internal sealed record ControlRequest(string Command, long From, long To)
{
    /// <summary>Sends a range of stored events again.</summary>
    public const string Replay = "replay";
}
