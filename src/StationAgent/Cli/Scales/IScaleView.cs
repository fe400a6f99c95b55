namespace StationAgent.Cli.Scales;

/// <summary>Where a watched scale is shown. Calls may come from any thread, one at a time.</summary>
internal interface IScaleView
{
    /// <summary>A sample came.</summary>
    void OnSample(ScaleFigures figures);

    /// <summary>The scale was lost; it is opened again by itself.</summary>
    void OnLost(string why);
}
