using System.Device.Gpio;
using Xunit;

namespace StationAgent.Tests.Scale;

/// <summary>
/// A GPIO chip with nothing on it but a model of an HX711, under the library's real controller. Looking at DOUT lets time go on: to the next conversion for a
/// driver that waits for an edge, by a millisecond for one that polls.
/// </summary>
internal sealed class ModelGpioDriver(Hx711Model chip, int dataPin, int clockPin) : GpioDriver
{
    private readonly Dictionary<int, PinMode> _modes = [];
    private PinChangeEventHandler? _falling;

    public int Registrations { get; private set; }

    /// <summary>Thrown by each look at a line, as when the chip is unplugged; null for a chip that is there.</summary>
    public Exception? Failure { get; set; }

    protected override int PinCount => 32;

    protected override void OpenPin(int pinNumber) => _modes[pinNumber] = PinMode.Input;

    protected override void ClosePin(int pinNumber) => _modes.Remove(pinNumber);

    protected override void SetPinMode(int pinNumber, PinMode mode) => _modes[pinNumber] = mode;

    protected override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode is PinMode.Input or PinMode.Output;

    protected override PinValue Read(int pinNumber)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        if (pinNumber != dataPin)
        {
            return PinValue.Low;
        }

        var high = chip.ReadData();
        if (high && !chip.IsFetching && _falling is not null && chip.WaitForData(TimeSpan.FromMilliseconds(600), CancellationToken.None))
        {
            _falling(this, new PinValueChangedEventArgs(PinEventTypes.Falling, dataPin));
        }
        else if (high && !chip.IsFetching && _falling is null)
        {
            chip.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        return high ? PinValue.High : PinValue.Low;
    }

    protected override void Write(int pinNumber, PinValue value)
    {
        Assert.Equal(clockPin, pinNumber);
        chip.WriteClock(value == PinValue.High);
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException("It polls in the library's own drivers.");

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        Assert.Equal(PinEventTypes.Falling, eventTypes);
        Registrations++;
        _falling += callback;
    }

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) => _falling -= callback;
}
