using StationAgent.Cli.Doctor.Machine;
using StationAgent.Gpio;
using Xunit;

namespace StationAgent.Tests.Cli.Doctor;

/// <summary>What the kernel's files and answers say.</summary>
public sealed class MachineTests
{
    private const string Table = """
        27 1 179:2 / / rw,noatime shared:1 - ext4 /dev/mmcblk0p2 rw
        31 27 0:24 / /run rw,nosuid - tmpfs tmpfs rw,size=100k
        40 27 179:3 / /var/lib/station\040agent rw - ext4 /dev/mmcblk0p3 rw
        41 27 179:4 / /var/lib rw - ext4 /dev/mmcblk0p4 ro
        42 27 179:5 / /srv rw - ext4 /dev/mmcblk0p5 rw
        43 27 0:30 / /srv rw - tmpfs tmpfs rw
        nonsense
        """;

    [Theory]
    [InlineData("/home/x", "179:2", false)]
    [InlineData("/run", "0:24", false)]
    [InlineData("/running", "179:2", false)]
    [InlineData("/var/lib/station agent/data", "179:3", false)]
    [InlineData("/var/lib/other", "179:4", true)]
    [InlineData("/srv/data", "0:30", false)]
    public void A_path_belongs_to_the_deepest_and_latest_mount_above_it(string path, string device, bool isReadOnly)
    {
        var mount = Mount.Find(Table, path);
        Assert.NotNull(mount);
        Assert.Equal((device, isReadOnly), (mount.Device, mount.IsReadOnly));
    }

    [Fact]
    public void An_empty_table_has_no_mount() => Assert.Null(Mount.Find("", "/"));

    [Theory]
    [InlineData("0x01 0x03", 0.3)]
    [InlineData("0x0b 0x01", 1.1)]
    [InlineData("0x00 0x00", null)]
    [InlineData("", null)]
    [InlineData("what", null)]
    public void The_life_of_an_eMMC_is_the_worse_of_its_two_values(string text, double? life) => Assert.Equal(life, BlockDevice.LifeIn(text));

    [Fact]
    public void Written_sectors_have_512_bytes()
    {
        Assert.Equal(26_567_752L * 512, BlockDevice.WrittenIn("  169887    29115  8652714    70120   114883   146407 26567752   137406        0    46512   222652"));
        Assert.Null(BlockDevice.WrittenIn(""));
    }

    [Fact]
    public void Percentiles_are_measured_values()
    {
        var times = SyncTimes.Of([.. Enumerable.Range(1, 50).Reverse().Select(static i => TimeSpan.FromMilliseconds(i))]);
        Assert.Equal(new SyncTimes(50, TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(50)), times);
        Assert.Equal(TimeSpan.FromMilliseconds(3), SyncTimes.Of([TimeSpan.FromMilliseconds(3)]).P99);
    }

    [Fact]
    public void A_measurement_leaves_no_file_behind()
    {
        var folder = Directory.CreateTempSubdirectory("doctor-test-");
        try
        {
            var times = SyncTimes.Measure(folder.FullName, TimeProvider.System, TestContext.Current.CancellationToken);
            Assert.InRange(times.Count, 1, 50);
            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_holder_of_a_line_is_named_as_the_kernel_names_it()
    {
        // struct gpio_v2_line_info of linux/gpio.h: name, consumer, offset, number of attributes, flags.
        var info = new byte[256];
        Assert.Null(GpioLineInfo.HolderIn(info));
        info[72] = 1;
        Assert.Equal("the kernel", GpioLineInfo.HolderIn(info));
        "hx711"u8.CopyTo(info.AsSpan(32));
        Assert.Equal("hx711", GpioLineInfo.HolderIn(info));
        info.AsSpan(32, 32).Fill((byte)'x');
        Assert.Equal(new string('x', 32), GpioLineInfo.HolderIn(info));
    }
}
