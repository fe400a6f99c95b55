using Xunit;

namespace StationAgent.Tests.Weighing;

/// <summary>Each folder of Traces holds the samples of a scale and what they mean, read and agreed to by a person.</summary>
public sealed class TraceTests
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Weighing", "Traces");

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_tracker_reports_what_the_trace_expects(string name)
    {
        var folder = Path.Combine(Root, name);
        var cancellation = TestContext.Current.CancellationToken;

        var told = Trace.Play(await File.ReadAllLinesAsync(Path.Combine(folder, "samples.tsv"), cancellation));

        var expected = await File.ReadAllTextAsync(Path.Combine(folder, "expected.txt"), cancellation);
        Assert.True(
            string.Equals(expected.ReplaceLineEndings("\n"), told, StringComparison.Ordinal),
            $"{name}: the tracker told what stands below; when that is right, it belongs into expected.txt.\n{told}");
    }

    [Fact]
    public async Task Generated_traces_are_what_their_generator_draws()
    {
        foreach (var (name, samples) in GeneratedTraces.All)
        {
            var kept = await File.ReadAllTextAsync(Path.Combine(Root, name, "samples.tsv"), TestContext.Current.CancellationToken);
            Assert.True(
                string.Equals(kept.ReplaceLineEndings("\n"), samples, StringComparison.Ordinal),
                $"{name}: when the generator is right, this belongs into samples.tsv, and expected.txt is to be read again.\n{samples}");
        }
    }
}
