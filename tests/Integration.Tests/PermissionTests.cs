using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>What a user may not do is called so, with the path and the command that helps, and never "not there".</summary>
public sealed class PermissionTests : IDisposable
{
    private const string Nobody = "runuser -u nobody --";
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Everyone = OnlyOwner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public PermissionTests()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Assert.Skip("another user can only be tried as root");
            return;
        }

        File.SetUnixFileMode(_folder, Everyone);
        Directory.CreateDirectory(Closed, OnlyOwner);
        File.WriteAllText(Config, $$"""{ "Scale": { "Driver": "simulated" }, "Storage": { "Directory": "{{Closed}}/data" } }""");
        File.WriteAllText(DeviceConfig, $$"""{ "Scale": { "Driver": "continuous", "Port": "/dev/null" }, "Storage": { "Directory": "{{Closed}}/data" } }""");
        File.WriteAllText(Path.Combine(Closed, "station.json"), "{}");
        File.WriteAllText(Path.Combine(Closed, "manifest.json"), "{}");
    }

    private string Closed => Path.Combine(_folder, "closed");

    private string Config => Path.Combine(_folder, "station.json");

    private string DeviceConfig => Path.Combine(_folder, "device.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("events list --config station.json", 2, "closed/data", "sudo -u station-agent station-agent events list")]
    [InlineData("events list --data closed/data", 2, "closed/data", "sudo -u station-agent station-agent events list")]
    [InlineData("events show 7 --config station.json", 2, "closed/data", "sudo -u station-agent station-agent events show")]
    [InlineData("events replay 7 --config station.json", 1, "closed/data/control.sock", "sudo -u station-agent station-agent events replay")]
    [InlineData("config check --config closed/station.json", 2, "closed/station.json", "sudo -u station-agent station-agent config check")]
    [InlineData("scale watch --config device.json", 2, "closed/data", "sudo -u station-agent station-agent scale watch")]
    [InlineData("run --config station.json", 2, "closed/data", "sudo -u station-agent station-agent run")]
    [InlineData("model check --model closed/manifest.json", 2, "closed/manifest.json", "nobody")]
    [InlineData("simulate --data closed/data", 2, "closed/data", "nobody")]
    [InlineData("simulate --photos closed", 2, "closed' cannot be read: this user (nobody) has no permission", "nobody")]
    public async Task A_closed_path_is_named_with_what_to_do(string command, int code, string path, string remedy)
    {
        var (found, _, errors) = await AsNobodyAsync(command);
        Assert.True(found == code, errors);
        Assert.Contains(path, errors, StringComparison.Ordinal);
        Assert.Contains(remedy, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("no store", errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("not exist", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_does_not_say_that_there_is_nothing_where_it_may_not_look()
    {
        var (_, output, errors) = await AsNobodyAsync("doctor --only storage --config station.json");
        Assert.Contains("may not enter", output, StringComparison.Ordinal);
        Assert.Contains("This user may not find out whether the service is running", string.Join(' ', output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain("does not exist", output + errors, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output, string Errors)> AsNobodyAsync(string command)
    {
        var (runs, _, _) = await Shell.RunAsync($"{Nobody} {Shell.Program} version");
        if (runs != 0)
        {
            Assert.Skip("another user may not read this build");
        }

        return await Shell.RunAsync($"cd '{_folder}'; {Nobody} {Shell.Program} {command}");
    }
}
