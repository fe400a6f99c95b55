using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Simulation;
using StationAgent.Weighing;

namespace StationAgent.Cli.Live;

/// <summary>A simulation on one screen of a terminal: visitor, mass curve, judgement, outbox, what a subscriber received.</summary>
internal sealed class LiveView(SimulateOptions options) : ISimulationView
{
    private const int Rows = 8;
    private const int CurveWidth = 46;
    private const int CurveHeight = 5;
    private static readonly TimeSpan PerCurveColumn = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly MassCurve _curve = new(CurveWidth, CurveHeight, PerCurveColumn);
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

    /// <summary>Draws the screen as it is now.</summary>
    public IRenderable Draw()
    {
        lock (_gate)
        {
            return new Rows(Header(), SideBySide(StationPanel(), CurvePanel()), PieceTable());
        }
    }

    private static Markup StatusMarkup(StationStatus status) => status switch
    {
        StationStatus.Ready => new Markup("[black on green] READY [/]  please put a piece on the platform"),
        StationStatus.Busy => new Markup("[black on yellow] BUSY [/]  one moment"),
        StationStatus.Occupied => new Markup("[black on blue] OCCUPIED [/]  please clear the platform"),
        _ => new Markup("[white on red] OUT OF SERVICE [/]"),
    };

    private static Markup OutcomeMarkup(DropOffRecord? record) => record?.Outcome switch
    {
        null => new Markup("[grey]…[/]"),
        Outcome.Accepted => new Markup("[green]accepted[/]"),
        Outcome.Rejected => new Markup("[yellow]rejected[/]"),
        _ => new Markup("[blue]undecided[/]"),
    };

    private static Grid SideBySide(IRenderable left, IRenderable right) =>
        new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0)).AddColumn(new GridColumn().NoWrap()).AddRow(left, right);

    private Markup Header()
    {
        var speed = double.IsPositiveInfinity(options.Speed) ? "max" : string.Create(CultureInfo.InvariantCulture, $"{options.Speed:0.#}x");
        return new Markup($"[bold]StationAgent[/] simulated station, {(options.Bin ? "bin" : "tray")}   seed {options.Seed}   speed {speed}   station time {_at:hh\\:mm\\:ss}");
    }

    private Panel StationPanel()
    {
        var last = _pieces.Count == 0 ? null : _pieces[^1].Piece;
        var visitor = last is null ? "waiting for the first visitor" : $"visitor {last.Index} of {options.DropOffs}: {last.Name}";
        return new Panel(new Rows(
            StatusMarkup(_status),
            new Text(visitor),
            new Text(""),
            new Markup(_joined ? "broker  [green]reached[/]" : "broker  [red]unreachable[/]"),
            new Text($"outbox  {_queued} waiting"),
            new Text($"subscriber  {_received} events received")))
        {
            Header = new PanelHeader("station"),
            Width = 52,
        };
    }

    private Panel CurvePanel()
    {
        var lines = _curve.Draw();
        var scale = string.Create(CultureInfo.InvariantCulture, $"{_load.Value,8:0.0} g   full scale {_curve.FullScale:0} g, {CurveWidth * 2 * PerCurveColumn.TotalSeconds:0} s");
        return new Panel(new Rows(new Text(string.Join('\n', lines), new Style(Color.Aqua)), new Text(scale)))
        {
            Header = new PanelHeader("load"),
        };
    }

    private Table PieceTable()
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("#", "presented", "g", "recognised", "weighed", "outcome", "reason", "received as");
        foreach (var row in _pieces.Skip(Math.Max(0, _pieces.Count - Rows)))
        {
            table.AddRow(
                new Text(row.Piece.Index.ToString(CultureInfo.InvariantCulture)),
                new Text(row.Piece.Name),
                new Text(row.Piece.Mass.Value.ToString("0.0", CultureInfo.InvariantCulture)),
                new Text(row.Judged is null ? "" : Describe.Class(row.Judged.Recognition)),
                new Text(row.Judged?.Mass is { } mass ? mass.Mass.Value.ToString("0.0", CultureInfo.InvariantCulture) : ""),
                OutcomeMarkup(row.Judged),
                new Text(row.Judged is { Reasons.IsDefaultOrEmpty: false } judged ? string.Join(", ", judged.Reasons) : ""),
                new Text(row.EventId is null ? "" : $"{row.Received}{(row.Change is { } change ? ", " + change.ToString().ToLowerInvariant() : "")}"));
        }

        return table;
    }

    private sealed class PieceRow(PresentedPiece piece)
    {
        public PresentedPiece Piece { get; } = piece;

        public DropOffRecord? Judged { get; set; }

        public string? EventId { get; set; }

        public long Received { get; set; }

        public AmendmentChange? Change { get; set; }
    }
}
