using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using StationAgent.Cli.Live;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>A scale on one screen of a terminal: figures and the curve of the last half minute.</summary>
/// <param name="title">What is watched.</param>
internal sealed class LiveScaleView(string title) : IScaleView
{
    private const int CurveWidth = 60;
    private const int CurveHeight = 8;
    private static readonly TimeSpan PerCurveColumn = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly MassCurve _curve = new(CurveWidth, CurveHeight, PerCurveColumn);
    private ScaleFigures? _figures;
    private string? _lost;

    /// <inheritdoc/>
    public void OnSample(ScaleFigures figures)
    {
        lock (_gate)
        {
            _figures = figures;
            _lost = null;
            _curve.Add(figures.At, figures.Net.Value);
        }
    }

    /// <inheritdoc/>
    public void OnLost(string why)
    {
        lock (_gate)
        {
            _lost = why;
        }
    }

    /// <summary>Draws the screen as it is now.</summary>
    public IRenderable Draw()
    {
        lock (_gate)
        {
            var body = _figures is { } figures ? new Rows(Mass(figures), Details(figures), new Text(""), Curve()) : (IRenderable)new Text("waiting for the first sample");
            var panel = new Panel(body) { Header = new PanelHeader(Markup.Escape(title)), Padding = new Padding(1, 0) };
            return new Rows(panel, _lost is { } why ? new Text($"lost: {why}", new Style(Color.Red)) : new Text("Ctrl+C ends"));
        }
    }

    private static Markup Mass(ScaleFigures figures)
    {
        var state = figures.Status != SampleStatus.Ok ? "[white on red]" : figures.IsStable ? "[black on green]" : "[black on yellow]";
        return new Markup(string.Create(
            CultureInfo.InvariantCulture,
            $"[bold]{ScaleText.Plain(figures.Net.Value),10:0.0} g[/] net   {ScaleText.Plain(figures.Gross.Value),10:0.0} g gross   {state} {ScaleText.State(figures).ToUpperInvariant()} [/]"));
    }

    private static Text Details(ScaleFigures figures) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"noise {ScaleText.Noise(figures.Noise)}   {figures.Rate:0.0} samples/s   {figures.Samples} samples, {figures.Unusable} unusable   {figures.At:hh\\:mm\\:ss}"));

    private Rows Curve()
    {
        var lines = _curve.Draw();
        return new Rows(
            new Text(string.Join('\n', lines), new Style(Color.Aqua)),
            new Text(string.Create(CultureInfo.InvariantCulture, $"full scale {_curve.FullScale:0} g, {CurveWidth * 2 * PerCurveColumn.TotalSeconds:0} s"), new Style(decoration: Decoration.Dim)));
    }
}
