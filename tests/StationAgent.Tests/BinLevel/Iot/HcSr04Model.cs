using System.Device.Gpio;
using System.Diagnostics;

namespace StationAgent.Tests.BinLevel.Iot;

/// <summary>A GPIO chip with an HC-SR04 for a driver that watches the echo line itself, by the clock of the machine as that driver does.</summary>
internal sealed class HcSr04Model(int trigger, int echo) : GpioDriver
{
    private readonly Dictionary<int, PinMode> _modes = [];
    private long _echoBegan;
    private bool _high;

    /// <summary>The width of each pulse; null for a sensor that gives none.</summary>
    public TimeSpan? Echo { get; set; } = TimeSpan.FromMilliseconds(3);

    public int Chirps { get; private set; }

    public bool IsDisposed { get; private set; }

    protected override int PinCount => 64;

    protected override void OpenPin(int pinNumber) => _modes[pinNumber] = PinMode.Input;

    protected override void ClosePin(int pinNumber) => _modes.Remove(pinNumber);

    protected override void SetPinMode(int pinNumber, PinMode mode) => _modes[pinNumber] = mode;

    protected override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

    protected override PinValue Read(int pinNumber)
    {
        if (pinNumber != echo || Chirps == 0 || Echo is not { } width)
        {
            return PinValue.Low;
        }

        // The pulse begins when it is first looked for, so that a busy machine does not miss it.
        _echoBegan = _echoBegan == 0 ? Stopwatch.GetTimestamp() : _echoBegan;
        return Stopwatch.GetElapsedTime(_echoBegan) < width ? PinValue.High : PinValue.Low;
    }

    protected override void Write(int pinNumber, PinValue value)
    {
        if (pinNumber != trigger)
        {
            return;
        }

        if (_high && value == PinValue.Low)
        {
            Chirps++;
            _echoBegan = 0;
        }

        _high = value == PinValue.High;
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException("That driver does not wait for edges.");

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        throw new NotSupportedException("That driver does not wait for edges.");

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
