using System.Globalization;
using Spectre.Console;
using StationAgent.Cli.Screen;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Signals.Patterns;
using StationAgent.Simulation;
using StationAgent.Weighing;

namespace StationAgent.Cli.Live;

/// <summary>A simulation on one screen of a terminal: visitor, mass curve, judgement, outbox, what a subscriber received.</summary>
/// <param name="options">The simulation.</param>
/// <param name="texts">What visitors read.</param>
internal sealed class LiveView(SimulateOptions options, VisitorTexts texts) : ISimulationView, ILiveView
{
    /// <summary>From this width on, station and load are side by side.</summary>
    private const int SideBySide = 76;

    private static readonly TimeSpan PerCurveColumn = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly MassCurve _curve = new(PerCurveColumn);
    private readonly List<PieceRow> _pieces = [];
    private readonly Dictionary<string, PieceRow> _byEvent = new(StringComparer.Ordinal);
    private TimeSpan _at;
    private Grams _load;
    private StationStatus _status = StationStatus.Busy;
    private bool _joined = true;
    private long _queued;
    private long _received;

    /// <inheritdoc/>
    public void OnPresented(PresentedPiece piece)
    {
        lock (_gate)
        {
            _pieces.Add(new PieceRow(piece));
        }
    }

    /// <inheritdoc/>
    public void OnLoad(TimeSpan at, Grams load)
    {
        lock (_gate)
        {
            _at = at;
            _load = load;
            _curve.Add(at, load.Value);
        }
    }

    /// <inheritdoc/>
    public void OnStatus(StationStatus status)
    {
        lock (_gate)
        {
            _status = status;
        }
    }

    /// <inheritdoc/>
    public void OnJudged(DropOffRecord record)
    {
        lock (_gate)
        {
            if (_pieces.Count > 0)
            {
                _pieces[^1].Judged = record;
            }
        }
    }

    /// <inheritdoc/>
    public void OnLink(bool joined)
    {
        lock (_gate)
        {
            _joined = joined;
        }
    }

    /// <inheritdoc/>
    public void OnReceived(ReceivedEvent received, string json)
    {
        lock (_gate)
        {
            _received++;
            if (received.DropOff() is not null)
            {
                var row = _pieces.Find(piece => piece.EventId is null);
                if (row is not null)
                {
                    row.EventId = received.Envelope.Id;
                    row.Received = received.Number;
                    _byEvent[row.EventId] = row;
                }
            }
            else if (received.Amendment() is { } amendment && _byEvent.TryGetValue(amendment.Amends, out var amended))
            {
                amended.Change = amendment.Change;
            }
        }
    }

    /// <inheritdoc/>
    public void OnProgress(TimeSpan at, long queued)
    {
        lock (_gate)
        {
            _at = at;
            _queued = queued;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScreenLine> Draw(ScreenSize size)
    {
        lock (_gate)
        {
            return [.. (size.Width >= SideBySide ? Wide(size) : Narrow(size)).Take(size.Height)];
        }
    }

    private IEnumerable<ScreenLine> Narrow(ScreenSize size)
    {
        var curveHeight = Math.Clamp((size.Height - 9) / 3, 2, 8);
        List<ScreenLine> top =
        [
            Header(size.Width),
            Lamp(size.Width, Reads),
            new ScreenLine(size.Width).Add(Visitor()),
            Broker(size.Width).Add($"  outbox {_queued}  received {_received}"),
            .. Curve(size.Width, curveHeight),
        ];
        return [.. top, .. PieceColumns.Table(_pieces, size with { Height = size.Height - top.Count })];
    }

    private IEnumerable<ScreenLine> Wide(ScreenSize size)
    {
        var boxHeight = Math.Clamp(size.Height / 4, 6, 12) + Box.FrameHeight;
        var left = new ScreenSize(Math.Clamp(size.Width / 2, 40, 56), boxHeight);
        var right = left with { Width = size.Width - left.Width - 1 };
        var inLeft = left.Width - Box.FrameWidth;
        ScreenLine[] station =
        [
            Lamp(inLeft, instead: null),
            new ScreenLine(inLeft).Add(Visitor()),
            new ScreenLine(inLeft).Add(Reads is { } sentence ? $"reads: {sentence}" : ""),
            Broker(inLeft),
            new ScreenLine(inLeft).Add($"outbox  {_queued} waiting"),
            new ScreenLine(inLeft).Add($"subscriber  {_received} events received"),
        ];
        var curve = Curve(right.Width - Box.FrameWidth, boxHeight - Box.FrameHeight - 1).ToList();
        var boxes = Box.Around("station", station, left).Zip(
            Box.Around("load", curve, right), (one, other) => new ScreenLine(size.Width).Add(one).Add(" ").Add(other));
        List<ScreenLine> top = [Header(size.Width), .. boxes];
        return [.. top, .. PieceColumns.Table(_pieces, size with { Height = size.Height - top.Count })];
    }

    private ScreenLine Header(int width)
    {
        var speed = double.IsPositiveInfinity(options.Speed) ? "max" : string.Create(CultureInfo.InvariantCulture, $"{options.Speed:0.#}x");
        var platform = options.Bin ? "bin" : "tray";
        return width >= SideBySide
            ? new ScreenLine(width).Add("StationAgent", new Style(decoration: Decoration.Bold))
                .Add($" simulated station, {platform}   seed {options.Seed}   speed {speed}   station time {_at:hh\\:mm\\:ss}")
            : new ScreenLine(width).Add($"{_at:hh\\:mm\\:ss}", new Style(decoration: Decoration.Bold)).Add($"  {platform}  {speed}  seed {options.Seed}");
    }

    /// <param name="width">The columns that it may take.</param>
    /// <param name="instead">What a person reads instead of the usual words while the piece has to be taken back; null for those.</param>
    private ScreenLine Lamp(int width, string? instead)
    {
        var (word, background, hint) = _status switch
        {
            StationStatus.Ready => ("READY", Color.Green, "put a piece on the platform"),
            StationStatus.Busy => ("BUSY", Color.Yellow, "one moment"),
            StationStatus.Occupied => ("OCCUPIED", Color.Blue, instead ?? "please clear the platform"),
            _ => ("OUT OF SERVICE", Color.Red, "no piece is taken"),
        };
        return new ScreenLine(width).Add($" {word} ", new Style(Color.Black, background)).Add($" {hint}");
    }

    /// <summary>What the person at the station is told about the newest piece; null when it was accepted or is not judged yet.</summary>
    private string? Reads =>
        _pieces is [.., { Judged.Reasons: { IsDefaultOrEmpty: false } reasons }] && texts.Of(reasons[0]) is { Length: > 0 } sentence ? sentence : null;

    private string Visitor() => _pieces.Count == 0
        ? "waiting for the first visitor"
        : $"visitor {_pieces[^1].Piece.Index} of {options.DropOffs}: {_pieces[^1].Piece.Name}";

    private ScreenLine Broker(int width) => _joined
        ? new ScreenLine(width).Add("broker ").Add("reached", new Style(Color.Green))
        : new ScreenLine(width).Add("broker ").Add("lost", new Style(Color.Red));

    private IEnumerable<ScreenLine> Curve(int width, int height)
    {
        foreach (var line in _curve.Draw(width, height))
        {
            yield return new ScreenLine(width).Add(line, new Style(Color.Aqua));
        }

        yield return new ScreenLine(width).Add(string.Create(
            CultureInfo.InvariantCulture, $"{_load.Value,6:0} g  (top {_curve.FullScale:0} g, last {_curve.SpanOf(width).TotalSeconds:0} s)"));
    }
}
