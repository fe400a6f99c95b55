namespace StationAgent.Hosting.Configuration;

/// <summary>The scales that the agent can read.</summary>
internal enum ScaleDriver
{
    /// <summary>The simulated station's.</summary>
    Simulated,
}
