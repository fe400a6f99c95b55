using StationAgent.Clock;
using StationAgent.Scale.Lines;
using StationAgent.Sensors;
using StationAgent.Weighing;

namespace StationAgent.Scale;

/// <summary>
/// A scale on a line. Its own thread opens the line, communicates by a protocol and stamps each sample with the moment at which its line was complete.
/// </summary>
internal sealed class LineScale : IScale
{
    private const int ChunkLength = 512;

    private static readonly TimeSpan LongestRead = TimeSpan.FromMinutes(1);

    private readonly string _address;
    private readonly ILineProtocol _protocol;
    private readonly TimeProvider _time;
    private readonly IFrameSplitter _splitter;
    private readonly DropCounter _dropped;
    private readonly LineFault _notUnderstood;
    private readonly SampleThread _thread;

    private TimeSpan _lastUnderstood;
    private long _overlong;

    /// <summary>Starts to open the line; a failure is reported by the first <see cref="NextAsync"/>.</summary>
    /// <param name="address">Where the scale is, for its name.</param>
    /// <param name="open">Opens the line; called once, on the scale's thread. The token ends it.</param>
    /// <param name="protocol">The protocol; not shared with another scale.</param>
    /// <param name="dropped">Counts the lines that are not used.</param>
    /// <param name="time">Clock of the samples.</param>
    public LineScale(string address, Func<CancellationToken, ILine> open, ILineProtocol protocol, DropCounter dropped, TimeProvider time)
    {
        _address = address;
        _protocol = protocol;
        _time = time;
        _dropped = dropped;
        _splitter = protocol.CreateSplitter();
        _notUnderstood = dropped.NotUnderstood(protocol.Expectation);
        _thread = new SampleThread(address, open, Talk);
        _thread.Start();
    }

    /// <inheritdoc/>
    public string Name => _protocol.Identity is { } identity ? $"scale {identity} at {_address}" : $"scale at {_address}";

    /// <inheritdoc/>
    public DroppedLines Dropped => _dropped.Read();

    /// <inheritdoc/>
    public ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken) => _thread.NextAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _thread.DisposeAsync();

    private void Talk(ILine line)
    {
        Span<byte> chunk = stackalloc byte[ChunkLength];
        var now = _time.SinceBoot();

        // While it starts, a device may send something else, and opening it again may start it again: it has the time of a first reading.
        _lastUnderstood = now + SensorSilence.DriverFirstReading - SensorSilence.DriverLimit;
        Do(line, _protocol.Start(now), now);
        while (true)
        {
            var wait = _protocol.WakeAt - now;
            var count = line.Read(chunk, wait < LongestRead ? wait : LongestRead);
            now = _time.SinceBoot();
            ReadOnlySpan<byte> left = chunk[..count];
            while (_splitter.TryTake(ref left, out var text))
            {
                var step = _protocol.Take(text, now);
                if (step.IsUnderstood)
                {
                    _dropped.Understand();
                    _lastUnderstood = now;
                }
                else
                {
                    var fault = step.Fault ?? _notUnderstood;
                    _dropped.Drop(text, fault, step.Detail);
                    if (now - _lastUnderstood > SensorSilence.DriverLimit)
                    {
                        throw Nonsense(text, step.Detail ?? fault.Cause);
                    }
                }

                Do(line, step, now);
            }

            if (_splitter.Overlong > _overlong)
            {
                _overlong = _splitter.Overlong;
                _dropped.Drop(chunk[..count], LineFaults.TooLong);
            }

            if (count > 0 && now - _lastUnderstood > SensorSilence.DriverLimit)
            {
                throw Nonsense(chunk[..count], _protocol.Expectation);
            }

            if (now >= _protocol.WakeAt)
            {
                Do(line, _protocol.Wake(now), now);
            }
        }
    }

    private void Do(ILine line, LineStep step, TimeSpan now)
    {
        if (step.Reading is { } reading)
        {
            _thread.Add(new ScaleSample(now, reading.Gross, reading.Status));
        }

        if (!step.Send.IsEmpty)
        {
            line.Write(step.Send.Span);
        }
    }

    private IOException Nonsense(ReadOnlySpan<byte> bytes, string cause) => new($"{_address} sends '{DropCounter.Quote(bytes)}', {cause}");
}
