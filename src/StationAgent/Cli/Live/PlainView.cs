using System.Globalization;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Signals.Patterns;
using StationAgent.Simulation;
using StationAgent.Weighing;

namespace StationAgent.Cli.Live;

/// <summary>A simulation as lines of text: for pipes, logs and terminals without cursor control.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="texts">What visitors read.</param>
internal sealed class PlainView(TextWriter output, VisitorTexts texts) : ISimulationView
{
    private readonly Lock _gate = new();
    private TimeSpan _at;

    /// <inheritdoc/>
    public void OnPresented(PresentedPiece piece) => Write(string.Create(
        CultureInfo.InvariantCulture, $"visitor {piece.Index} places: {piece.Name}, {piece.Mass.Value:0.0} g{(piece.IsTakenBack ? ", and will take it back" : "")}{(piece.Manner is { } manner ? ", " + manner : "")}"));

    /// <inheritdoc/>
    public void OnSensorFault(string what) => Write($"  sensor fault: {what}");

    /// <inheritdoc/>
    public void OnLoad(TimeSpan at, Grams load) => _at = at;

    /// <inheritdoc/>
    public void OnStatus(StationStatus status)
    {
        if (status == StationStatus.OutOfService)
        {
            Write("station is out of service");
        }
    }

    /// <inheritdoc/>
    public void OnJudged(DropOffRecord record)
    {
        Write($"  station: {Describe.Judgement(record)}");
        if (!record.Reasons.IsDefaultOrEmpty && texts.Of(record.Reasons[0]) is { Length: > 0 } sentence)
        {
            Write($"  visitor reads: {sentence}");
        }
    }

    /// <inheritdoc/>
    public void OnLink(bool joined) => Write(joined ? "the broker is reachable again" : "the broker is unreachable");

    /// <inheritdoc/>
    public void OnReceived(ReceivedEvent received, string json)
    {
        if (Describe.Received(received) is { } text)
        {
            Write($"  received {received.Number}: {text}");
        }
    }

    /// <inheritdoc/>
    public void OnProgress(TimeSpan at, long queued) => _at = at;

    private void Write(string line)
    {
        lock (_gate)
        {
            output.WriteLine($"{_at:hh\\:mm\\:ss}  {line}");
        }
    }
}
