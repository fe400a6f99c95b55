using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.Runtime.InteropServices;

namespace StationAgent.Gpio;

/// <summary>
/// Opens a GPIO chip of the kernel by its number. The driver is chosen here and not by the library: on some boards the library's choice writes into the
/// processor's registers and bypasses the kernel. Two programs could then drive one line and neither would notice.
/// </summary>
internal static class GpioChip
{
    /// <summary>libgpiod 2.x (Debian 13).</summary>
    private const string SecondGeneration = "libgpiod.so.3";

    /// <summary>libgpiod 1.x (Debian 12).</summary>
    private const string FirstGeneration = "libgpiod.so.2";

    /// <summary>Opens <c>/dev/gpiochip</c><paramref name="number"/>.</summary>
    /// <param name="number">The chip's number, 0 or more.</param>
    /// <returns>A controller whose pins are the chip's lines.</returns>
    /// <exception cref="IOException">There is no such chip, the user may not use it, or no libgpiod is installed.</exception>
    public static GpioController Open(int number)
    {
        var path = $"/dev/gpiochip{number}";
        if (!File.Exists(path))
        {
            throw new IOException($"there is no {path}; 'gpiodetect' lists the chips of this machine");
        }

        try
        {
            return new GpioController(
                Library switch
                {
                    SecondGeneration => new LibGpiodV2Driver(number),
                    FirstGeneration => new LibGpiodDriver(number),
                    _ => throw new IOException("libgpiod is not installed: install the package libgpiod2 on Debian 12, libgpiod3 on Debian 13"),
                });
        }
        catch (Exception failure) when (failure is not (IOException or OutOfMemoryException))
        {
            throw new IOException(
                $"{path} cannot be opened: {failure.GetBaseException().Message} The service's user must be in the group gpio (docs/install.md).", failure);
        }
    }

    /// <summary>The libgpiod that is used; null when none is installed.</summary>
    public static string? Library => IsInstalled(SecondGeneration) ? SecondGeneration : IsInstalled(FirstGeneration) ? FirstGeneration : null;

    private static bool IsInstalled(string library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle))
        {
            return false;
        }

        NativeLibrary.Free(handle);
        return true;
    }
}
