using Xunit;

namespace StationAgent.Tests.DropOff;

/// <summary>Each folder of tests/Scenarios is a course of signals and the machine's answers to it, read and agreed to by a person.</summary>
public sealed class ScenarioTests
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Scenarios");

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_machine_does_what_the_scenario_says(string name)
    {
        var folder = Path.Combine(Root, name);
        var cancellation = TestContext.Current.CancellationToken;

        var told = Scenario.Play(await File.ReadAllLinesAsync(Path.Combine(folder, "signals.txt"), cancellation));

        var expected = await File.ReadAllTextAsync(Path.Combine(folder, "expected.txt"), cancellation);
        Assert.True(
            string.Equals(expected.ReplaceLineEndings("\n"), told, StringComparison.Ordinal),
            $"{name}: the machine did what stands below; when that is right, it belongs into expected.txt.\n{told}");
    }
}
