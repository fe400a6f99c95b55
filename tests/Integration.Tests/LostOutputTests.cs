using System.Diagnostics;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>A command whose output nobody takes ends soon, and says why where there is something to say.</summary>
public sealed class LostOutputTests : IDisposable
{
    // The commands themselves would go on for many minutes.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public LostOutputTests() => File.WriteAllText(
        Path.Combine(_folder, "station.json"), $$"""{ "Scale": { "Driver": "simulated", "RateHz": 50 }, "Storage": { "Directory": "{{_folder}}/data" } }""");

    public static TheoryData<string> Commands() => [
        "simulate --json --speed max --drop-offs 5000",
        "simulate --speed max --drop-offs 5000",
        "scale watch --json --config station.json",
        "scale watch --config station.json",
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Commands))]
    [InlineData("classify --json /dev/null")]
    [InlineData("doctor --json --only clock --config station.json")]
    [InlineData("config show --config station.json")]
    [InlineData("version")]
    [InlineData("events --help")]
    public async Task On_a_full_disk_it_ends_with_one_sentence(string command)
    {
        var start = Stopwatch.StartNew();
        var (code, _, errors) = await Shell.RunAsync($"cd '{_folder}'; {Shell.Program} {command} >/dev/full");
        Assert.Equal(1, code);
        Assert.Equal("station-agent: the standard output cannot be written: No space left on device.", errors.TrimEnd());
        Assert.True(start.Elapsed < Soon, $"it took {start.Elapsed}");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task When_the_reader_of_the_pipe_has_gone_it_ends_silently(string command)
    {
        var start = Stopwatch.StartNew();
        var (code, output, errors) = await Shell.RunAsync($"cd '{_folder}'; {Shell.Program} {command} | head -n 1; exit ${{PIPESTATUS[0]}}");
        Assert.Equal(141, code);
        Assert.Single(output.TrimEnd().Split('\n'));
        Assert.Equal("", errors);
        Assert.True(start.Elapsed < Soon, $"it took {start.Elapsed}");
    }

    [Theory]
    [InlineData(2, "evnts")]
    [InlineData(2, "simulate --seed x")]
    [InlineData(2, "config check --config /nonexistent")]
    [InlineData(2, "run --config /nonexistent")]
    [InlineData(2, "scale calibrate --masses 0,5kg")]
    [InlineData(2, "doctor --only foo")]
    [InlineData(2, "model check --model /etc/passwd")]
    [InlineData(2, "events show 1 --data /nonexistent")]
    [InlineData(0, "config check --config station.json")]
    [InlineData(0, "model scenes --out scenes --to 10000001")]
    public async Task Errors_that_cannot_be_written_do_not_change_the_exit_code(int expected, string command)
    {
        foreach (var errors in (string[])["2>/dev/full", "2>&-", "2</dev/null"])
        {
            var (code, _, _) = await Shell.RunAsync($"cd '{_folder}'; {Shell.Program} {command} {errors}");
            Assert.True(code == expected, $"{errors}: {code}");
        }
    }
}
