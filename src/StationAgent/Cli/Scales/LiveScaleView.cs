using System.Globalization;
using Spectre.Console;
using StationAgent.Cli.Live;
using StationAgent.Cli.Screen;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>A scale on one screen of a terminal: state, figures and the curve of the last minute or so.</summary>
/// <param name="title">What is watched.</param>
internal sealed class LiveScaleView(string title) : IScaleView, ILiveView
{
    private const int MostCurveHeight = 24;
    private const int MostReasonLines = 3;
    private static readonly TimeSpan PerCurveColumn = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly MassCurve _curve = new(PerCurveColumn);
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

    /// <inheritdoc/>
    public IReadOnlyList<ScreenLine> Draw(ScreenSize size)
    {
        lock (_gate)
        {
            List<ScreenLine> top =
            [
                new ScreenLine(size.Width).Add(title, new Style(decoration: Decoration.Bold)),
                .. _figures is { } figures ? Figures(figures, size.Width) : [State(size.Width)],
            ];
            var bottom = Bottom(size.Width).ToList();
            if (_figures is null)
            {
                return [.. top.Concat(bottom).Take(size.Height)];
            }

            // The caption of the curve takes a line.
            var height = Math.Clamp(size.Height - top.Count - bottom.Count - 1, 1, MostCurveHeight);
            return [.. top.Concat(Curve(size.Width, height)).Concat(bottom).Take(size.Height)];
        }
    }

    private IEnumerable<ScreenLine> Figures(ScaleFigures figures, int width)
    {
        var net = Invariant($"{ScaleText.Plain(figures.Net.Value),10:0.0} g net");
        var gross = Invariant($"{ScaleText.Plain(figures.Gross.Value):0.0} g gross");
        var noise = $"noise {ScaleText.Noise(figures.Noise)}";
        var rate = Invariant($"{figures.Rate:0.0} samples/s   {figures.At:hh\\:mm\\:ss}");
        var counts = $"{figures.Samples} samples, {figures.Unusable} unusable";
        var state = State(width).Add(net, new Style(decoration: Decoration.Bold));
        var details = $"{noise}   {rate}   {counts}";
        return width >= CellText.Width(details)
            ? [state.Add($"   {gross}"), Plain(details)]
            : [state, Plain($"{gross}   {noise}"), Plain(rate), Plain(counts)];

        ScreenLine Plain(string text) => new ScreenLine(width).Add(text);
    }

    private ScreenLine State(int width)
    {
        var (word, style) = (_lost, _figures) switch
        {
            (not null, _) => ("LOST", new Style(Color.White, Color.Red)),
            (_, null) => ("WAITING", new Style(Color.Black, Color.Yellow)),
            (_, { Status: not SampleStatus.Ok } bad) => (ScaleText.State(bad).ToUpperInvariant(), new Style(Color.White, Color.Red)),
            (_, { IsStable: true }) => ("STABLE", new Style(Color.Black, Color.Green)),
            _ => ("MOVING", new Style(Color.Black, Color.Yellow)),
        };
        return new ScreenLine(width).Add($" {word} ", style);
    }

    private IEnumerable<ScreenLine> Bottom(int width) => _lost is null && _figures?.Dropped is { } dropped && ScaleText.Example(dropped) is { } example
        ? CellText.Wrap(example, width, MostReasonLines).Select(line => new ScreenLine(width).Add(line, new Style(Color.Yellow)))
            .Append(new ScreenLine(width).Add("Ctrl+C ends"))
        : _lost is { } why
        ? CellText.Wrap($"lost: {why}", width, MostReasonLines).Select(line => new ScreenLine(width).Add(line, new Style(Color.Red)))
        : [new ScreenLine(width).Add(_figures is null ? "waiting for the first sample; Ctrl+C ends" : "Ctrl+C ends")];

    private IEnumerable<ScreenLine> Curve(int width, int height)
    {
        foreach (var line in _curve.Draw(width, height))
        {
            yield return new ScreenLine(width).Add(line, new Style(Color.Aqua));
        }

        yield return new ScreenLine(width).Add(
            Invariant($"top {_curve.FullScale:0} g, last {_curve.SpanOf(width).TotalSeconds:0} s"), new Style(decoration: Decoration.Dim));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
