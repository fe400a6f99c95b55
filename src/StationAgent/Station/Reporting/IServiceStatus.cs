namespace StationAgent.Station.Reporting;

/// <summary>Where a person who looks at the service sees its state in one line.</summary>
internal interface IServiceStatus
{
    /// <summary>Shows the line; returns at once.</summary>
    /// <returns>True when somebody can see it.</returns>
    bool Status(string text);
}
