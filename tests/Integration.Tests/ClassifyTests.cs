using System.Text.Json;
using StationAgent.Simulation.Scenes;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary><c>classify</c> over files, good and bad.</summary>
public sealed class ClassifyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_bad_file_gives_an_error_line_and_the_others_are_classified()
    {
        var picture = Path.Combine(_folder, "platform.jpg");
        using (var renderer = new SceneRenderer(new SceneOptions { Width = 640, Height = 360 }))
        {
            await File.WriteAllBytesAsync(picture, renderer.RenderJpeg(Scene.Empty(7, 1)), TestContext.Current.CancellationToken);
        }

        var text = Path.Combine(_folder, "notes.jpg");
        await File.WriteAllTextAsync(text, "not a picture", TestContext.Current.CancellationToken);
        var missing = Path.Combine(_folder, "gone.jpg");

        var (code, output, errors) = await AgentProcess.RunAsync("classify", "--json", text, missing, picture);
        Assert.Equal(1, code);
        Assert.Equal("", errors);
        Assert.Equal(3, output.Count);
        Assert.Contains("not a picture", Line(output[0], text).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains("gone.jpg", Line(output[1], missing).GetProperty("error").GetString(), StringComparison.Ordinal);

        var line = Line(output[2], picture);
        var scores = line.GetProperty("scores").EnumerateObject().ToDictionary(static one => one.Name, static one => one.Value.GetDouble(), StringComparer.Ordinal);
        Assert.Equal(
            [
                "packaging", "packaging/carton", "packaging/carton/intact", "packaging/carton/damaged", "packaging/plastic_film",
                "packaging/paper_envelope", "not_packaging", "empty",
            ],
            scores.Keys);
        Assert.Equal(1, scores.Where(static one => !one.Key.Contains('/', StringComparison.Ordinal)).Sum(static one => one.Value), 0.001);
        Assert.True(line.GetProperty("class").ValueKind == JsonValueKind.Null || scores.ContainsKey(line.GetProperty("class").GetString()!));
        Assert.True(line.GetProperty("milliseconds").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Array, line.GetProperty("reasons").ValueKind);
        Assert.Equal(JsonValueKind.Array, line.GetProperty("remarks").ValueKind);
        Assert.True(line.GetProperty("undecided").ValueKind is JsonValueKind.True or JsonValueKind.False);
    }

    private static JsonElement Line(string json, string file)
    {
        var line = JsonDocument.Parse(json).RootElement;
        Assert.Equal(file, line.GetProperty("file").GetString());
        return line;
    }
}
