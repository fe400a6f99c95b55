namespace StationAgent.Cli.Doctor;

/// <summary>Checks one part of the station. It may throw: that counts as a failed check.</summary>
internal interface IDoctorCheck
{
    /// <summary>The part, one of <see cref="DoctorAreas"/>.</summary>
    string Area { get; }

    /// <summary>How long it may take.</summary>
    TimeSpan Limit { get; }

    /// <summary>Runs the check.</summary>
    /// <param name="findings">Takes what is found, as it is found.</param>
    /// <param name="cancellationToken">Ends the check: the limit has passed, or the person pressed Ctrl+C.</param>
    Task RunAsync(Findings findings, CancellationToken cancellationToken);
}
