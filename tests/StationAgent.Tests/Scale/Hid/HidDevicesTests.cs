using CsCheck;
using StationAgent.Scale.Hid;
using Xunit;

namespace StationAgent.Tests.Scale.Hid;

public sealed class HidDevicesTests : IDisposable
{
    // The beginnings of the descriptors of a scale and of a keyboard.
    private static readonly byte[] Scale = [0x05, 0x8D, 0x09, 0x20, 0xA1, 0x01, 0x85, 0x03];
    private static readonly byte[] Keyboard = [0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0x15, 0x8D, 0x05, 0x07];

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-hid-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_only_scale_is_found_among_other_devices()
    {
        Add("hidraw0", Keyboard);
        Add("hidraw1", Scale);
        Directory.CreateDirectory(Path.Combine(_folder, "hidraw2"));
        Assert.Equal("/dev/hidraw1", HidDevices.Find(_folder, HidDevices.Nodes));
    }

    [Fact]
    public void No_scale_and_two_scales_are_reported_with_what_to_do()
    {
        Assert.Contains("switch the scale on", Assert.Throws<IOException>(() => HidDevices.Find("/no/such/folder", HidDevices.Nodes)).Message, StringComparison.Ordinal);
        Add("hidraw0", Keyboard);
        Assert.Contains("none of the 1 HID devices", Assert.Throws<IOException>(() => HidDevices.Find(_folder, HidDevices.Nodes)).Message, StringComparison.Ordinal);
        Add("hidraw3", Scale);
        Add("hidraw4", Scale);
        var failure = Assert.Throws<IOException>(() => HidDevices.Find(_folder, HidDevices.Nodes));
        Assert.Contains("/dev/hidraw3, /dev/hidraw4", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Scale:Hid:Device", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("058D", true)]
    [InlineData("068D00", true)]
    [InlineData("078D000000", true)]
    [InlineData("FE02AA058D05010906", false)]
    [InlineData("FE01AA05058D", true)]
    [InlineData("05", false)]
    [InlineData("FE", false)]
    [InlineData("", false)]
    public void The_usage_page_is_read_in_every_form(string descriptor, bool isScale) =>
        Assert.Equal(isScale, HidDescriptor.IsScale(Convert.FromHexString(descriptor)));

    [Fact]
    public void Any_bytes_end_as_a_descriptor() => Gen.Byte.Array[0, 40].Sample(static bytes => { _ = HidDescriptor.IsScale(bytes); });

    private void Add(string name, byte[] descriptor)
    {
        var device = Directory.CreateDirectory(Path.Combine(_folder, name, "device")).FullName;
        File.WriteAllBytes(Path.Combine(device, "report_descriptor"), descriptor);
    }
}
