using StationAgent.Cli.Doctor.Machine;
using Xunit;

namespace StationAgent.Tests.Cli.Doctor;

public sealed class PortHoldersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-proc-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Another_program_that_has_the_port_open_is_named_also_by_a_link()
    {
        var port = Path.Combine(_folder, "ttyUSB0");
        File.WriteAllText(port, "");
        var link = Path.Combine(_folder, "by-id");
        File.CreateSymbolicLink(link, port);
        Add(612, "ModemManager", port);
        Add(613, "other", "/dev/null");
        Add(Environment.ProcessId, "station-agent", port);
        Directory.CreateDirectory(Path.Combine(_folder, "self"));
        Assert.Equal(["ModemManager (process 612)"], PortHolders.OfFile(port, _folder));
        Assert.Equal(["ModemManager (process 612)"], PortHolders.OfFile(link, _folder));
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:4001")]
    [InlineData("/dev/no-such-port")]
    [InlineData("")]
    public void What_is_not_a_device_has_no_holders(string place) => Assert.Empty(PortHolders.Of(place, _folder));

    private void Add(int process, string name, string open)
    {
        var handles = Directory.CreateDirectory(Path.Combine(_folder, $"{process}", "fd")).FullName;
        File.WriteAllText(Path.Combine(_folder, $"{process}", "comm"), name + "\n");
        File.CreateSymbolicLink(Path.Combine(handles, "3"), open);
    }
}
