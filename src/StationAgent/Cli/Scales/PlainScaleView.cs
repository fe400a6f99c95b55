namespace StationAgent.Cli.Scales;

/// <summary>A line a second, and one when the load settles or begins to move: for pipes, logs and terminals without cursor control.</summary>
internal sealed class PlainScaleView(TextWriter output) : IScaleView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private TimeSpan? _shown;
    private string? _state;
    private long _causes;

    /// <inheritdoc/>
    public void OnSample(ScaleFigures figures)
    {
        if (figures.Dropped is { } dropped && dropped.Causes.Length > _causes && ScaleText.Example(dropped) is { } example)
        {
            // Each reason is shown when it comes first; the summary has them all.
            _causes = dropped.Causes.Length;
            output.WriteLine(example);
        }

        var state = ScaleText.State(figures);
        if (figures.At - _shown < Interval && state == _state)
        {
            return;
        }

        _shown = figures.At;
        _state = state;
        output.WriteLine(ScaleText.Line(figures));
    }

    /// <inheritdoc/>
    public void OnLost(string why) => output.WriteLine($"the scale is lost: {why}");
}
