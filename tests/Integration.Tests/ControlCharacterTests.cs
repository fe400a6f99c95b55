using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>Texts that come from files and arguments cannot control the terminal of the person who reads them.</summary>
public sealed class ControlCharacterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("config check --config keys.json")]
    [InlineData("config check --config values.json")]
    [InlineData("config show --config values.json")]
    [InlineData("config show --config source.json")]
    [InlineData("config check --config $'a\\x1b[31mb'")]
    [InlineData("classify $'a\\x1b[31mb.jpg'")]
    [InlineData("classify --json $'a\\x1b[31mb.jpg'")]
    [InlineData("doctor --only storage --config source.json")]
    [InlineData("events show $'\\x1b[31m' --data .")]
    public async Task They_are_replaced_in_what_is_printed(string command)
    {
        await WriteAsync("keys.json", """{ "\u001b[31mred": 1, "a\u0000b": 2, "\u001b]0;title\u0007": 3, "\u009b31m": 4 }""");
        await WriteAsync("values.json", """{ "Station": { "Id": "\u001b[31mred" }, "Mqtt": { "Host": "a\u0000b" }, "Scale": { "Driver": "\u001b]0;title\u0007" } }""");
        await WriteAsync("source.json", $$"""{ "Scale": { "Driver": "simulated" }, "Camera": { "UserName": "\u009b31m\u001b[31m" }, "Storage": { "Directory": "{{_folder}}/d\u001b[31m" } }""");

        var (_, output, errors) = await Shell.RunAsync($"cd '{_folder}'; {Shell.Program} {command}");

        Assert.NotEqual("", output + errors);
        Assert.DoesNotContain(output + errors, static one => char.IsControl(one) && one != '\n');
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_folder, name), text, TestContext.Current.CancellationToken);
}
