using System.Device.Gpio;
using StationAgent.Clock;
using StationAgent.Gpio;

namespace StationAgent.Scale.LoadCell;

/// <summary>
/// The wires of an HX711 on GPIO pins. Edges of DOUT come from the library's own thread, which is registered once: its <c>WaitForEvent</c> would check every
/// millisecond and request the line from the kernel again each time.
/// </summary>
internal sealed class GpioHx711Pins : IHx711Pins
{
    private readonly GpioController _controller;
    private readonly int _dataPin;
    private readonly TimeProvider _time;
    private readonly ManualResetEventSlim _edge = new();
    private readonly GpioPin _data;
    private readonly GpioPin _clock;

    /// <param name="controller">The GPIO chip; it belongs to the pins.</param>
    /// <param name="dataPin">Line of DOUT.</param>
    /// <param name="clockPin">Line of PD_SCK.</param>
    /// <param name="time">Clock of the waits.</param>
    /// <exception cref="IOException">A line cannot be used.</exception>
    public GpioHx711Pins(GpioController controller, int dataPin, int clockPin, TimeProvider time)
    {
        _controller = controller;
        _dataPin = dataPin;
        _time = time;
        Name = $"GPIO {dataPin} (DOUT) and {clockPin} (PD_SCK)";
        try
        {
            _clock = controller.OpenPin(clockPin, PinMode.Output, PinValue.Low);
            _data = controller.OpenPin(dataPin, PinMode.Input);
            controller.RegisterCallbackForPinValueChangedEvent(dataPin, PinEventTypes.Falling, OnEdge);
        }
        catch (Exception failure)
        {
            controller.Dispose();
            throw new IOException($"{Name} cannot be used: {failure.Message} Check whether another program or the kernel's hx711 driver uses them.", failure);
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens the pins.</summary>
    /// <param name="chip">Number of the GPIO chip, as in <c>/dev/gpiochip0</c>.</param>
    /// <param name="dataPin">Line of DOUT.</param>
    /// <param name="clockPin">Line of PD_SCK.</param>
    /// <param name="time">Clock of the waits.</param>
    /// <exception cref="IOException">The chip or a line cannot be used; the message says what to do.</exception>
    public static GpioHx711Pins Open(int chip, int dataPin, int clockPin, TimeProvider time) => new(GpioChip.Open(chip), dataPin, clockPin, time);

    /// <inheritdoc/>
    public bool ReadData() => _data.Read() == PinValue.High;

    /// <inheritdoc/>
    public void WriteClock(bool high) => _clock.Write(high ? PinValue.High : PinValue.Low);

    /// <inheritdoc/>
    public bool WaitForData(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var deadline = _time.SinceBoot() + timeout;
        while (true)
        {
            // The bits of the last reading were edges too. Discard these edges first, and then check the level, which is what counts.
            _edge.Reset();
            if (!ReadData())
            {
                return true;
            }

            var left = deadline - _time.SinceBoot();
            if (left <= TimeSpan.Zero || !_edge.Wait(left, cancellationToken))
            {
                return !ReadData();
            }
        }
    }

    /// <inheritdoc/>
    public void Wait(TimeSpan duration, CancellationToken cancellationToken) => cancellationToken.WaitHandle.WaitOne(duration);

    /// <inheritdoc/>
    public void Dispose()
    {
        _controller.UnregisterCallbackForPinValueChangedEvent(_dataPin, OnEdge);
        _controller.Dispose();
        _edge.Dispose();
    }

    private void OnEdge(object sender, PinValueChangedEventArgs edge) => _edge.Set();
}
