namespace StationAgent.Cli.Doctor;

/// <summary>Looks at one part of the station. It may throw: that is a failed check like any other.</summary>
internal interface IDoctorCheck
{
    /// <summary>The part, one of <see cref="DoctorAreas"/>.</summary>
    string Area { get; }

    /// <summary>How long it may take.</summary>
    TimeSpan Limit { get; }

    /// <summary>Looks.</summary>
    /// <param name="findings">Takes what is found, as it is found.</param>
    /// <param name="cancellationToken">Ends it: the limit has passed, or the person has had enough.</param>
    Task RunAsync(Findings findings, CancellationToken cancellationToken);
}
