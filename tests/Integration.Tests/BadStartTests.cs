using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>A program that cannot start says in one message what is wrong, ends with exit code 2 and shows no stack trace.</summary>
public sealed class BadStartTests : IDisposable
{
    private static readonly string[] Internals =
        ["Unhandled", "StationAgent.", "System.", "Microsoft.", ".NET", "BytePositionInLine", "isFinalBlock", "Path: $", "package type"];

    private readonly string _folder = Directory.CreateTempSubdirectory("station-agent-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_unknown_key_is_refused_with_its_full_path_and_the_nearest_known_one()
    {
        var config = Write("station.json", """{ "Mqtt": { "Prot": 1883 } }""");
        await RefusedAsync(["run", "--config", config], "Mqtt:Prot", "Mqtt:Port");
    }

    [Fact]
    public async Task A_value_out_of_range_is_refused_with_its_full_path()
    {
        var config = Write("station.json", """{ "Mqtt": { "Port": 70000 } }""");
        await RefusedAsync(["run", "--config", config], "Mqtt:Port", "70000", "65535");
    }

    [Fact]
    public async Task A_configuration_that_is_not_json_is_refused_with_file_and_line()
    {
        var config = Write("station.json", "{\n  \"Mqtt\": {\n");
        await RefusedAsync(["config", "check", "--config", config], "station.json");
    }

    /// <summary>Commands that use the rules refuse them before anything else begins.</summary>
    [Theory]
    [InlineData("config", "check")]
    [InlineData("run")]
    [InlineData("simulate")]
    public async Task A_rule_for_a_class_that_the_model_lacks_is_refused_with_the_nearest_one(params string[] command)
    {
        var config = Write("station.json", $$"""
            {
              "Storage": { "Directory": "{{_folder}}/data" },
              "DropOff": { "Classes": { "packaging/cartons": { "Accepted": false } } }
            }
            """);
        await RefusedAsync([.. command, "--config", config], "station.json:3", "DropOff:Classes:packaging/cartons", "'packaging/carton'");
        Assert.False(Directory.Exists(Path.Combine(_folder, "data")));
    }

    [Fact]
    public async Task A_missing_configuration_file_is_named()
    {
        await RefusedAsync(["run", "--config", Path.Combine(_folder, "nowhere.json")], "nowhere.json");
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_named()
    {
        var file = Write("data", "not a folder");
        var config = Write("station.json", $$"""{ "Storage": { "Directory": "{{file}}" } }""");
        await RefusedAsync(["run", "--config", config], file);
    }

    [Fact]
    public async Task A_missing_model_is_named()
    {
        await RefusedAsync(["model", "check", "--model", Path.Combine(_folder, "manifest.json")], "manifest.json");
    }

    [Fact]
    public async Task A_model_that_was_changed_is_refused_by_its_hash()
    {
        var models = Path.Combine(AppContext.BaseDirectory, "models");
        var bytes = await File.ReadAllBytesAsync(Path.Combine(models, "carton-classifier.onnx"), TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(_folder, "carton-classifier.onnx"), bytes, TestContext.Current.CancellationToken);
        File.Copy(Path.Combine(models, "manifest.json"), Path.Combine(_folder, "manifest.json"));
        await RefusedAsync(["model", "check", "--model", Path.Combine(_folder, "manifest.json")], "SHA-256", "carton-classifier.onnx");
        await RefusedAsync(["simulate", "--model", Path.Combine(_folder, "manifest.json")], "SHA-256", "carton-classifier.onnx");
    }

    [Theory]
    [InlineData("[]", "must be a JSON object { … }, but is a list [ … ]")]
    [InlineData("{}", "lacks \"name\"")]
    [InlineData("{\"x\":1}", "does not know \"x\"")]
    [InlineData("", "is not valid JSON: line 1: it is empty")]
    [InlineData("root:x:0:0\n", "is not valid JSON: line 1: the character r is not expected there")]
    public async Task A_manifest_that_is_something_else_is_named_with_the_reason(string text, string reason)
    {
        var manifest = Write("manifest.json", text);
        await RefusedAsync(["model", "check", "--model", manifest], manifest, reason);
        await RefusedAsync(["simulate", "--model", manifest], manifest, reason);

        var config = Write("station.json", $$"""{ "Scale": { "Driver": "simulated" }, "Vision": { "Manifest": "manifest.json" }, "Storage": { "Directory": "{{_folder}}/data" } }""");
        var (_, output, errors) = await AgentProcess.RunAsync("doctor", "--json", "--only", "model", "--config", config);
        Refuses(string.Join('\n', output) + errors, reason.Replace("\"", "\\\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_configuration_is_refused_with_its_first_line()
    {
        var config = Write("station.json", "");
        await RefusedAsync(["config", "check", "--config", config], "station.json:1: not valid JSON: it is empty");
        await RefusedAsync(["config", "check", "--config", "/dev/null"], "/dev/null:1: not valid JSON: it is empty");
    }

    [Fact]
    public async Task What_cannot_be_created_is_named_with_the_reason()
    {
        await RefusedAsync(["simulate", "--drop-offs", "1", "--data", "/proc/x"], "/proc/x", "nothing can be created in '/proc'");
        var config = Write("station.json", $$"""{ "Scale": { "Driver": "simulated" }, "Storage": { "Directory": "{{_folder}}/data" } }""");
        var (code, _, errors) = await AgentProcess.RunAsync("doctor", "--only", "model", "--bundle", "/proc/x.zip", "--config", config);
        Assert.Equal(1, code);
        Refuses(errors, "'/proc/x.zip' cannot be written: nothing can be created in '/proc'");
    }

    [Fact]
    public async Task A_password_that_was_typed_is_not_repeated()
    {
        var (_, _, errors) = await AgentProcess.RunAsync("simulate", "--broker", "mqtt://h/?password=SECRETPW");
        Assert.Contains("--broker", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRETPW", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_broker_is_named() =>
        await RefusedAsync(["simulate", "--broker", "mqtt://127.0.0.1:1", "--drop-offs", "1", "--speed", "max"], "127.0.0.1:1");

    [Fact]
    public async Task A_folder_without_photos_is_named() => await RefusedAsync(["simulate", "--photos", _folder], _folder);

    [Fact]
    public async Task A_catalogue_of_photos_that_is_wrong_is_named_with_its_field()
    {
        var catalogue = Write("catalogue.json", """{ "empty": "empty", "kinds": [{ "class": "cup", "parts": 0, "forms": [] }] }""");
        await RefusedAsync(["simulate", "--photos", _folder], $"{catalogue}: kinds[0].parts is '0'");
        await RefusedAsync(["model", "scenes", "--out", Path.Combine(_folder, "scenes"), "--to", "10000001", "--pieces", _folder], $"{catalogue}: kinds[0].parts is '0'");
    }

    [Fact]
    public async Task Photos_that_lack_a_class_of_their_catalogue_are_named_with_it()
    {
        const string form = """[{ "noun": "cup", "lengthMm": [100], "widthMm": [80], "massGrams": [20] }]""";
        Write("catalogue.json", $$"""{ "empty": "empty", "kinds": [{ "class": "cup/paper", "forms": {{form}} }, { "class": "cup/plastic", "forms": {{form}} }] }""");
        var picture = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "models", "pieces"), "*.webp").First();
        File.Copy(picture, Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "cup", "paper")).FullName, "cup.webp"));

        await RefusedAsync(["simulate", "--photos", _folder], $"No photo in '{_folder}' is of the class cup/plastic");
    }

    [Fact]
    public async Task A_folder_without_pieces_is_named() =>
        await RefusedAsync(["model", "scenes", "--out", Path.Combine(_folder, "scenes"), "--to", "10000001", "--pieces", _folder], _folder);

    [Theory]
    [InlineData("run")]
    [InlineData("simulate")]
    public async Task An_installation_without_its_pieces_is_refused_with_the_folder_that_is_missing(string command)
    {
        var program = Path.Combine(_folder, "program");
        Directory.CreateDirectory(Path.Combine(program, "models"));
        Install(AppContext.BaseDirectory, program);
        Install(Path.Combine(AppContext.BaseDirectory, "models"), Path.Combine(program, "models"));
        var config = Write("station.json", $$"""{ "Storage": { "Directory": "{{Path.Combine(_folder, "data")}}" } }""");

        await using var agent = AgentProcess.Start(command == "run" ? ["run", "--config", config] : [command], folder: program);
        Assert.Equal(2, await agent.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Refuses(agent.Errors, Path.Combine(program, "models", "pieces"));
    }

    [Fact]
    public async Task A_missing_store_is_named() => await RefusedAsync(["events", "list", "--data", _folder], "outbox.db");

    [Theory]
    [InlineData("--offline", "9..3")]
    [InlineData("--speed", "quick")]
    [InlineData("--drop-offs", "0")]
    [InlineData("--sensor-fault-kinds", "gaps,gab")]
    [InlineData("--broker", "http://somewhere")]
    public async Task A_wrong_option_is_named_with_its_value(string option, string value)
    {
        await RefusedAsync(["simulate", option, value], option, value);
    }

    [Theory]
    [InlineData("simulate", "--seed", "x")]
    [InlineData("simulate", "--drop-offs", "12.5")]
    [InlineData("simulate", "--clock-jump", "1e5")]
    [InlineData("scale", "calibrate", "--masses", "500g", "--repeat", "x")]
    [InlineData("doctor", "--bundle", "")]
    public async Task A_wrong_value_does_not_crash_the_program(params string[] arguments) => await RefusedAsync(arguments, arguments[^2]);

    [Theory]
    [InlineData("-1")]
    [InlineData("4294967295")]
    public async Task A_seed_is_any_number_of_32_bits(string seed)
    {
        var (code, output, errors) = await AgentProcess.RunAsync("simulate", "--seed", seed, "--drop-offs", "1", "--speed", "max", "--json");
        Assert.True(code == 0, errors);
        Assert.Contains($"\"seed\":{seed}", output[^1], StringComparison.Ordinal);
        Assert.Contains("simulated-4294967295", output[0], StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(string[] arguments, params string[] named)
    {
        var (code, _, errors) = await AgentProcess.RunAsync(arguments);
        Assert.Equal(2, code);
        Refuses(errors, named);
    }

    private static void Refuses(string errors, params string[] named)
    {
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.All(Internals, word => Assert.DoesNotContain(word, errors, StringComparison.Ordinal));
        foreach (var name in named)
        {
            Assert.Contains(name, errors, StringComparison.Ordinal);
        }
    }

    /// <summary>The program's own files are copied, for their folder is where it looks for the pieces; the others are linked.</summary>
    private static void Install(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from))
        {
            var name = Path.GetFileName(file);
            if (name.StartsWith("station-agent.", StringComparison.Ordinal))
            {
                File.Copy(file, Path.Combine(to, name));
            }
            else
            {
                File.CreateSymbolicLink(Path.Combine(to, name), file);
            }
        }

        foreach (var runtimes in Directory.EnumerateDirectories(from, "runtimes"))
        {
            Directory.CreateSymbolicLink(Path.Combine(to, "runtimes"), runtimes);
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
