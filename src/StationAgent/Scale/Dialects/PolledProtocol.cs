using StationAgent.Scale.Lines;

namespace StationAgent.Scale.Dialects;

/// <summary>A scale that is asked for each weight. An answer that does not come is asked for again.</summary>
/// <param name="format">What its answers mean.</param>
/// <param name="request">What asks for one weight.</param>
/// <param name="interval">The time from one request to the next.</param>
/// <param name="weight">Which weight is used.</param>
internal sealed class PolledProtocol(ILineFormat format, ReadOnlyMemory<byte> request, TimeSpan interval, GrossOrNet weight) : ILineProtocol
{
    // A scale answers within one or two of its measurements, of which it makes 5 to 20 a second.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMilliseconds(400);

    private readonly KindSelector _kinds = new(weight);
    private TimeSpan _asked;

    /// <inheritdoc/>
    public bool StartsInside => false;

    /// <inheritdoc/>
    public string? Identity => null;

    /// <inheritdoc/>
    public string Expectation => format.Expectation;

    /// <inheritdoc/>
    public TimeSpan WakeAt { get; private set; }

    /// <inheritdoc/>
    public IFrameSplitter CreateSplitter() => format.CreateSplitter(StartsInside);

    /// <inheritdoc/>
    public LineStep Start(TimeSpan now) => Ask(now);

    /// <inheritdoc/>
    public LineStep Take(ReadOnlySpan<byte> line, TimeSpan now)
    {
        if (format.Continue(line) is { IsEmpty: false } next)
        {
            return LineStep.Say(next);
        }

        var verdict = format.Read(line);
        if (verdict.Reading is not null || !verdict.IsUnderstood)
        {
            WakeAt = _asked + interval;
        }

        return verdict.ToStep(_kinds);
    }

    /// <inheritdoc/>
    public LineStep Wake(TimeSpan now) => Ask(now);

    private LineStep Ask(TimeSpan now)
    {
        _asked = now;
        WakeAt = now + (interval > AnswerLimit ? interval : AnswerLimit);
        return LineStep.Say(request);
    }
}
