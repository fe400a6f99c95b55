namespace StationAgent.Station.Reporting;

/// <summary>Shows the state of the service to people in one line.</summary>
internal interface IServiceStatus
{
    /// <summary>Shows the line; returns at once.</summary>
    /// <returns>True when the line can be seen.</returns>
    bool Status(string text);
}
