using System.Globalization;

namespace StationAgent.Testing;

/// <summary>What the kernel's driver hx711 shows in sysfs, imitated in a folder: names and contents are those of <c>drivers/iio/adc/hx711.c</c>.</summary>
public sealed class IioTree : IDisposable
{
    private const int Middle = 0x800000;
    private const int NoiseCounts = 40;

    private readonly Lock _gate = new();
    private readonly Random _random = new(7);
    private Timer? _converting;
    private int _counts;

    public IioTree(int number = 0)
    {
        Device = Path.Combine(Folder, $"iio:device{number}");
        Plug();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("station-agent-iio-").FullName;

    public string Device { get; }

    /// <summary>The device appears.</summary>
    public void Plug()
    {
        Add(Device, "hx711");
        Write("in_voltage_scale", "0.000000232");
        Write("in_voltage0_scale_available", "0.000000232 0.000000465 ");
        SetRaw("8388608");
    }

    /// <summary>Another device beside it.</summary>
    public void AddOther(int number, string name) => Add(Path.Combine(Folder, $"iio:device{number}"), name);

    /// <summary>The device goes.</summary>
    public void Unplug() => Directory.Delete(Device, recursive: true);

    /// <summary>What channel A converts, as the driver shows it: never negative.</summary>
    public void SetCounts(int counts) => SetRaw((counts + Middle).ToString(CultureInfo.InvariantCulture));

    /// <summary>Converts a load again and again, with the noise that a working converter has.</summary>
    public void Convert(int counts)
    {
        Volatile.Write(ref _counts, counts);
        _converting ??= new Timer(
            _ =>
            {
                lock (_gate)
                {
                    if (Directory.Exists(Device))
                    {
                        SetCounts(Volatile.Read(ref _counts) + _random.Next(-NoiseCounts, NoiseCounts + 1));
                    }
                }
            },
            state: null,
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(10));
    }

    public void SetRaw(string text) => Write("in_voltage0_raw", text);

    // Renamed into place, so that no reader sees half of it; the kernel makes the text when it is read.
    public void Write(string file, string text)
    {
        var path = Path.Combine(Device, file);
        File.WriteAllText(path + ".new", text + "\n");
        File.Move(path + ".new", path, overwrite: true);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _converting?.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static void Add(string device, string name)
    {
        Directory.CreateDirectory(device);
        File.WriteAllText(Path.Combine(device, "name"), name + "\n");
    }
}
