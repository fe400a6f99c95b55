namespace StationAgent.Cli.Doctor.Bundle;

/// <summary>What systemd knows of the service.</summary>
internal static class ServiceFacts
{
    private const string Unit = "station-agent.service";

    /// <summary>State, restarts and the agent's own line about its health.</summary>
    public static Task<string> UnitAsync(CancellationToken cancellationToken) => ToolOutput.ReadAsync(
        "systemctl",
        ["show", Unit, "--no-pager", "--property=LoadState,ActiveState,SubState,Result,StatusText,NRestarts,ExecMainStatus,ActiveEnterTimestamp,MemoryCurrent"],
        cancellationToken);

    /// <summary>The last lines of its log.</summary>
    public static Task<string> JournalAsync(CancellationToken cancellationToken) =>
        ToolOutput.ReadAsync("journalctl", ["--unit", Unit, "--lines", "500", "--no-pager", "--output", "short-iso"], cancellationToken);
}
