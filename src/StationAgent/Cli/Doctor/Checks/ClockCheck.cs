using System.Globalization;
using StationAgent.Clock;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Whether the wall clock can be trusted, and whether the boot ID can be read.</summary>
/// <param name="clock">The clocks.</param>
internal sealed class ClockCheck(ClockSource clock) : IDoctorCheck
{
    /// <inheritdoc/>
    public string Area => DoctorAreas.Clock;

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task RunAsync(Findings findings, CancellationToken cancellationToken)
    {
        var facts = clock.Read();
        findings.Add("wall clock", OfClock(facts));
        if (Guid.TryParse(facts.BootId, out _))
        {
            findings.Ok("boot", string.Create(CultureInfo.InvariantCulture, $"up for {facts.SinceBoot.TotalHours:0.0} h; boot ID recorded in events: {facts.BootId}"));
        }
        else
        {
            findings.Warning(
                "boot", "the boot ID cannot be read: events cannot be dated later", $"Make {BootId.Path} readable in the sandbox (the shipped unit does).");
        }

        return Task.CompletedTask;
    }

    /// <summary>Judges the clock. Pure.</summary>
    public static Judgement OfClock(ClockFacts facts)
    {
        var now = string.Create(CultureInfo.InvariantCulture, $"{facts.Wall.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
        return facts.Quality switch
        {
            ClockQuality.Synchronised => Judgement.Good(facts.MaximumError is { } error
                ? string.Create(CultureInfo.InvariantCulture, $"{now}, synchronised, off by at most {error.TotalMilliseconds:0} ms")
                : $"{now}, synchronised"),
            ClockQuality.Unsynchronised => new Judgement(
                CheckState.Warning,
                $"{now}, not synchronised: events record this",
                "Enable a time service: timedatectl set-ntp true (package systemd-timesyncd), and allow it to reach its servers (UDP 123)."),
            _ => new Judgement(CheckState.Warning, $"{now}; this process may not ask the kernel whether the clock is synchronised", "Allow the call adjtimex in the sandbox."),
        };
    }
}
