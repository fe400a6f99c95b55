using System.Device.Spi;

namespace StationAgent.Gpio;

/// <summary>Opens a device on an SPI bus of the kernel.</summary>
internal static class SpiDevices
{
    /// <summary>The highest number of a bus.</summary>
    public const int HighestBus = 255;

    /// <summary>The highest number of a chip select line.</summary>
    public const int HighestChipSelect = 31;

    private const string HowToEnable = "enable SPI (raspi-config, or dtparam=spi=on)";

    /// <summary>What doctor looks at for a device on a bus.</summary>
    public static DeviceFile Described(string key, int bus, int chipSelect) => new(key, FileOf(bus, chipSelect), "spi", HowToEnable);

    /// <summary>Opens <c>/dev/spidev</c> of the bus and the chip select line that <paramref name="settings"/> name.</summary>
    /// <exception cref="IOException">There is no such device, or it may not be used.</exception>
    public static SpiDevice Open(SpiConnectionSettings settings)
    {
        var path = FileOf(settings.BusId, settings.ChipSelectLine);
        if (!File.Exists(path))
        {
            throw new IOException($"there is no {path}: {HowToEnable}");
        }

        try
        {
            return SpiDevice.Create(settings);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new IOException($"{path} cannot be opened: {failure.GetBaseException().Message} The service's user must be in the group spi.", failure);
        }
    }

    private static string FileOf(int bus, int chipSelect) => $"/dev/spidev{bus}.{chipSelect}";
}
