using StationAgent.Weighing;

namespace StationAgent.Scale.MtSics;

/// <summary>
/// How the agent talks to a terminal: it asks for the serial number, then for a stream of weights (<c>SIR</c>). When a terminal does not support the stream, it
/// asks for each weight (<c>SI</c>). It never zeroes or tares: the agent follows the zero itself.
/// </summary>
/// <param name="pollInterval">The time from one <c>SI</c> to the next.</param>
internal sealed class MtSicsProtocol(TimeSpan pollInterval) : ILineProtocol
{
    // A terminal answers within one or two of its measurements, of which it makes 5 to 20 a second.
    private static readonly TimeSpan IdentityLimit = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMilliseconds(400);

    // Asked twice in case the first was lost; together with the rest inside the 2 s after which a silent scale is given up.
    private const int StreamAttempts = 2;

    private static readonly byte[] AskIdentity = "I4\r\n"u8.ToArray();
    private static readonly byte[] AskStream = "SIR\r\n"u8.ToArray();
    private static readonly byte[] AskWeight = "SI\r\n"u8.ToArray();

    private Phase _phase;
    private bool _streams;
    private int _attempts;
    private TimeSpan _asked;
    private volatile string? _identity;

    private enum Phase
    {
        Identifying,
        Streaming,
        Polling,
    }

    /// <inheritdoc/>
    public bool StartsInside => false;

    /// <inheritdoc/>
    public string? Identity => _identity;

    /// <inheritdoc/>
    public string Expectation => "which is not MT-SICS: check Scale:Driver, Scale:BaudRate and Scale:Framing";

    /// <inheritdoc/>
    public TimeSpan WakeAt { get; private set; }

    /// <inheritdoc/>
    public LineStep Start(TimeSpan now)
    {
        _phase = Phase.Identifying;
        WakeAt = now + IdentityLimit;
        return LineStep.Say(AskIdentity);
    }

    /// <inheritdoc/>
    public LineStep Take(ReadOnlySpan<byte> line, TimeSpan now)
    {
        if (!MtSicsReply.TryParse(line, out var reply))
        {
            return LineStep.NotUnderstood;
        }

        return reply.Command switch
        {
            MtSicsCommand.Weight => TakeWeight(reply, now),
            MtSicsCommand.SerialNumber => TakeIdentity(reply, now),
            MtSicsCommand.Unknown => TakeRefusal(reply.Answer, now),

            // Another device on the line zeroes or tares; the weights will show it.
            _ => LineStep.Nothing,
        };
    }

    /// <inheritdoc/>
    public LineStep Wake(TimeSpan now) => _phase switch
    {
        Phase.Streaming when !_streams && _attempts >= StreamAttempts => Poll(now),
        Phase.Polling => Poll(now),
        _ => Stream(now),
    };

    private LineStep TakeWeight(in MtSicsReply reply, TimeSpan now)
    {
        SampleStatus? status = reply.Answer switch
        {
            MtSicsAnswer.Stable or MtSicsAnswer.Dynamic => SampleStatus.Ok,
            MtSicsAnswer.Overload => SampleStatus.Overload,
            MtSicsAnswer.Underload => SampleStatus.Underload,
            _ => null,
        };
        switch (_phase)
        {
            case Phase.Streaming:
                _streams |= status is not null;
                WakeAt = now + AnswerLimit;
                break;
            case Phase.Polling:
                WakeAt = _asked + pollInterval;
                break;
            default:
                break;
        }

        return status is { } known ? LineStep.Read(new LineReading(reply.Weight, known)) : LineStep.Nothing;
    }

    private LineStep TakeIdentity(in MtSicsReply reply, TimeSpan now)
    {
        _identity = reply.Text ?? _identity;

        // Without a request it means that the terminal has restarted, and then it has forgotten the stream.
        return _phase == Phase.Polling ? LineStep.Nothing : Stream(now);
    }

    private LineStep TakeRefusal(MtSicsAnswer error, TimeSpan now) => _phase switch
    {
        // The command or the answer was damaged: it is sent again at the usual time, so that repeated errors do not flood the line.
        _ when error == MtSicsAnswer.TransmissionError => LineStep.Nothing,
        Phase.Identifying => Stream(now),
        Phase.Streaming when !_streams => Poll(now),
        _ => LineStep.Nothing,
    };

    private LineStep Stream(TimeSpan now)
    {
        _phase = Phase.Streaming;
        _attempts++;
        WakeAt = now + AnswerLimit;
        return LineStep.Say(AskStream);
    }

    private LineStep Poll(TimeSpan now)
    {
        _phase = Phase.Polling;
        _asked = now;
        WakeAt = now + (pollInterval > AnswerLimit ? pollInterval : AnswerLimit);
        return LineStep.Say(AskWeight);
    }
}
