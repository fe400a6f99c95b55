namespace StationAgent.Hosting;

/// <summary>What the program's exit code means.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Success = 0;

    /// <summary>It ran, and something failed or differed.</summary>
    public const int Failure = 1;

    /// <summary>It could not start: usage, configuration, model or data folder.</summary>
    public const int Unusable = 2;
}
