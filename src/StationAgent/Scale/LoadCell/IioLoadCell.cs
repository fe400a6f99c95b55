using System.Buffers.Text;
using System.Text;
using StationAgent.Clock;

namespace StationAgent.Scale.LoadCell;

/// <summary>
/// An HX711 behind the kernel's driver <c>hx711</c>, read through sysfs. The kernel waits for the conversion and clocks it out with interrupts
/// off, so no pulse is ever too long. It adds 0x800000 to the chip's value, so that a reading is never negative; this class subtracts it again.
/// </summary>
internal sealed class IioLoadCell : ILoadCell
{
    private const int Middle = 0x800000;
    private const int Largest = 0xFFFFFF;

    /// <summary>The buffer for a line of a file in sysfs, which is always shorter.</summary>
    private const int LineLength = 64;

    /// <summary>EIO of errno.h, as .NET passes it on: the chip was not ready in time, which one disturbed conversion can cause.</summary>
    private const int InputOutputError = 5;

    /// <summary>This number of failed readings in a row means that the chip is lost.</summary>
    private const int Patience = 3;

    private readonly string _file;
    private readonly Pace _pace;
    private readonly TimeProvider _time;
    private readonly byte[] _line = new byte[LineLength];

    private IioLoadCell(string device, Hx711Input input, TimeSpan interval, TimeProvider time)
    {
        _file = Path.Combine(device, input.IioChannel() + "_raw");
        _time = time;
        Name = $"HX711 at {device}";
        _pace = new Pace(interval, time);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Finds the device and checks that it has the gain of the calibration.</summary>
    /// <param name="path">The device's folder, or the folder of all devices.</param>
    /// <param name="input">The input; its gain must be set in the kernel already.</param>
    /// <param name="rateHz">How often it is read, a second.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">There is no such device, or it has another gain.</exception>
    public static IioLoadCell Open(string path, Hx711Input input, double rateHz, TimeProvider time)
    {
        var device = IioDevice.Find(path);
        var file = Path.Combine(device, input.IioChannel() + "_raw");
        if (!File.Exists(file))
        {
            throw new IOException($"'{file}' does not exist: check that '{device}' is an HX711 of the kernel's driver");
        }

        IioGain.Require(device, input);
        return new IioLoadCell(device, input, TimeSpan.FromSeconds(1 / rateHz), time);
    }

    /// <inheritdoc/>
    public LoadCellReading Read(CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            _pace.Wait(cancellationToken);
            try
            {
                var raw = ReadRaw();
                return LoadCellReading.Of(_time.SinceBoot(), raw - Middle);
            }
            catch (IOException failure) when (failure.HResult == InputOutputError && ++failures < Patience)
            {
                // Once more.
            }
            catch (IOException failure) when (failure.HResult == InputOutputError)
            {
                throw new IOException($"{Name} gives no conversion: check its power and its wires (kernel: input/output error)", failure);
            }
            catch (UnauthorizedAccessException failure)
            {
                throw new IOException($"'{_file}' cannot be read: this user has no permission", failure);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _pace.Dispose();

    // The file is opened for each reading: that costs microseconds, while a conversion takes 12 to 100 ms, and no handle can keep returning the last value of a
    // device that is gone.
    private int ReadRaw()
    {
        using var handle = File.OpenHandle(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var line = _line.AsSpan(0, RandomAccess.Read(handle, _line, 0));
        if (Utf8Parser.TryParse(line, out int raw, out var length) && raw is >= 0 and <= Largest && line[length..].IndexOfAnyExcept((byte)'\n', (byte)' ') < 0)
        {
            return raw;
        }

        throw new IOException($"'{_file}' contains '{Encoding.ASCII.GetString(line).Trim()}', which is not a reading of 24 bits (0 to {Largest})");
    }
}
