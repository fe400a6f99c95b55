using System.Device.Gpio;
using StationAgent.Clock;

namespace StationAgent.Tests.Gpio;

/// <summary>A GPIO chip under the real <see cref="GpioController"/>: it keeps the levels that were written, reports each write, and raises edges.</summary>
internal sealed class SimulatedGpio(TimeProvider time) : GpioDriver
{
    private readonly Dictionary<int, PinValue> _levels = [];
    private readonly Dictionary<int, PinMode> _modes = [];
    private readonly Dictionary<int, PinChangeEventHandler> _callbacks = [];

    /// <summary>Each write: when, line and level.</summary>
    public List<(TimeSpan At, int Line, PinValue Level)> Writes { get; } = [];

    /// <summary>Called for each write; a chip model answers with edges.</summary>
    public Action<int, PinValue>? Written { get; set; }

    /// <summary>Thrown by each write; null for a chip that works.</summary>
    public Exception? Failure { get; set; }

    public bool IsDisposed { get; private set; }

    public bool HasCallbacks => _callbacks.Count > 0;

    protected override int PinCount => 64;

    public GpioController Open() => new(this);

    public bool IsHigh(int line)
    {
        lock (Writes)
        {
            return _levels.GetValueOrDefault(line) == PinValue.High;
        }
    }

    /// <summary>What is connected to an input sets its level.</summary>
    public void SetLevel(int line, bool isHigh)
    {
        lock (Writes)
        {
            _levels[line] = isHigh ? PinValue.High : PinValue.Low;
        }
    }

    public PinMode ModeOf(int line) => _modes[line];

    public void Raise(int line, PinEventTypes edge)
    {
        if (_callbacks.TryGetValue(line, out var callback))
        {
            callback(this, new PinValueChangedEventArgs(edge, line));
        }
    }

    protected override void OpenPin(int pinNumber)
    {
    }

    protected override void ClosePin(int pinNumber)
    {
    }

    protected override void SetPinMode(int pinNumber, PinMode mode) => _modes[pinNumber] = mode;

    protected override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

    protected override PinValue Read(int pinNumber) => IsHigh(pinNumber) ? PinValue.High : PinValue.Low;

    protected override void Write(int pinNumber, PinValue value)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        lock (Writes)
        {
            _levels[pinNumber] = value;
            Writes.Add((time.SinceBoot(), pinNumber, value));
        }

        Written?.Invoke(pinNumber, value);
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _callbacks[pinNumber] = callback;

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) => _callbacks.Remove(pinNumber);

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
