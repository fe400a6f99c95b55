namespace StationAgent.Cli.Scales;

/// <summary>Shows a scale that is being watched. Calls may come from any thread, one at a time.</summary>
internal interface IScaleView
{
    /// <summary>A sample came.</summary>
    void OnSample(ScaleFigures figures);

    /// <summary>The scale was lost; it is opened again automatically.</summary>
    void OnLost(string why);
}
