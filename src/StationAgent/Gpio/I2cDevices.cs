using System.Device.I2c;

namespace StationAgent.Gpio;

/// <summary>Opens a device on an I²C bus of the kernel.</summary>
internal static class I2cDevices
{
    /// <summary>The highest number of a bus; boards with multiplexers have some dozens.</summary>
    public const int HighestBus = 255;

    /// <summary>The bus on the pin header of a Raspberry Pi.</summary>
    public const int DefaultBus = 1;

    /// <summary>The lowest address of a device; the specification keeps those below for itself.</summary>
    public const int LowestAddress = 0x08;

    /// <summary>The highest address of a device; the specification keeps those above for itself.</summary>
    public const int HighestAddress = 0x77;

    private const string HowToEnable = "enable I2C (raspi-config, or dtparam=i2c_arm=on) and load the kernel module i2c-dev";

    /// <summary>The kernel's file of a bus.</summary>
    private static string FileOf(int bus) => $"/dev/i2c-{bus}";

    /// <summary>What doctor looks at for a device on a bus.</summary>
    public static DeviceFile Described(string key, int bus) => new(key, FileOf(bus), "i2c", HowToEnable);

    /// <summary>Opens the device at <paramref name="address"/> of <c>/dev/i2c-</c><paramref name="bus"/>. Whether one answers is only known after the first transfer.</summary>
    /// <exception cref="IOException">There is no such bus, or it may not be used.</exception>
    public static I2cDevice Open(int bus, int address)
    {
        var path = FileOf(bus);
        if (!File.Exists(path))
        {
            throw new IOException($"there is no {path}: {HowToEnable}");
        }

        try
        {
            return I2cDevice.Create(new I2cConnectionSettings(bus, address));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new IOException($"{path} cannot be opened: {failure.GetBaseException().Message} The service's user must be in the group i2c.", failure);
        }
    }
}
