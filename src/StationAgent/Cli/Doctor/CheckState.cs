namespace StationAgent.Cli.Doctor;

/// <summary>The result of a check, from good to bad.</summary>
internal enum CheckState
{
    /// <summary>The check passed.</summary>
    Ok,

    /// <summary>Not checked; the finding says why.</summary>
    Skipped,

    /// <summary>Works, but a person should look at it.</summary>
    Warning,

    /// <summary>Does not work.</summary>
    Failed,
}
