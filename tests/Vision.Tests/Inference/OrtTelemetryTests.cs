using System.Diagnostics;
using StationAgent.Vision.Inference;
using Xunit;

namespace StationAgent.Vision.Tests.Inference;

/// <summary>ONNX Runtime reads its switch once a process, so a process of its own loads a model here.</summary>
public sealed class OrtTelemetryTests
{
    private const string ModelVariable = "VISION_TEST_TELEMETRY_MODEL";

    [Fact]
    public async Task Loading_a_model_leaves_no_file_under_the_home_folder()
    {
        using var model = new TestModel();
        using var home = new TemporaryFolder();
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["HOME"] = home.Path,
                ["XDG_CACHE_HOME"] = Path.Combine(home.Path, "cache"),
                ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
                [ModelVariable] = model.ManifestPath,
            },
        };
        foreach (var argument in Arguments())
        {
            start.ArgumentList.Add(argument);
        }

        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(child.ExitCode == 0, output);
        Assert.Contains("Total: 1", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(home.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Child_loads_a_model()
    {
        if (Environment.GetEnvironmentVariable(ModelVariable) is not { } manifest)
        {
            return;
        }

        using var classifier = OnnxImageClassifier.Load(manifest);
        classifier.Classify(new double[7]);
    }

    // The test program runs itself; under the dotnet command its own library comes first.
    private static IEnumerable<string> Arguments()
    {
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            yield return typeof(OrtTelemetryTests).Assembly.Location;
        }

        yield return "-method";
        yield return $"{typeof(OrtTelemetryTests).FullName}.{nameof(Child_loads_a_model)}";
    }
}
