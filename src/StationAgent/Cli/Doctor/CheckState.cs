namespace StationAgent.Cli.Doctor;

/// <summary>What came of a check, from good to bad.</summary>
internal enum CheckState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Not looked at; the finding says why.</summary>
    Skipped,

    /// <summary>Works, and somebody should look at it.</summary>
    Warning,

    /// <summary>Does not work.</summary>
    Failed,
}
