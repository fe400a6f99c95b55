namespace StationAgent.Scale.Hid;

/// <summary>Reads report descriptors ("Device Class Definition for Human Interface Devices" 1.11, section 6.2.2). Pure.</summary>
internal static class HidDescriptor
{
    /// <summary>Usage page "weighing devices" (HID Point of Sale Usage Tables 1.02, section 4).</summary>
    private const uint WeighingDevices = 0x8D;

    // Tag and type of an item: the upper six bits of its first byte.
    private const byte UsagePage = 0x04;
    private const byte TagAndType = 0xFC;

    private const byte LongItem = 0xFE;
    private const int LongItemHeader = 3;

    /// <summary>True when a part of the device is a scale.</summary>
    public static bool IsScale(ReadOnlySpan<byte> descriptor)
    {
        while (!descriptor.IsEmpty)
        {
            var prefix = descriptor[0];
            if (prefix == LongItem)
            {
                var length = descriptor.Length > 1 ? LongItemHeader + descriptor[1] : descriptor.Length;
                descriptor = descriptor[Math.Min(length, descriptor.Length)..];
                continue;
            }

            // A size of 3 means four bytes.
            var size = (prefix & 3) == 3 ? 4 : prefix & 3;
            if (descriptor.Length <= size)
            {
                return false;
            }

            if ((prefix & TagAndType) == UsagePage && Number(descriptor.Slice(1, size)) == WeighingDevices)
            {
                return true;
            }

            descriptor = descriptor[(1 + size)..];
        }

        return false;
    }

    private static uint Number(ReadOnlySpan<byte> bytes)
    {
        var number = 0u;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            number = (number << 8) | bytes[i];
        }

        return number;
    }
}
