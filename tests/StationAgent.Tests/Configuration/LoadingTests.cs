using System.Text.Json.Nodes;
using StationAgent.Camera;
using StationAgent.DropOff;
using StationAgent.Hosting;
using StationAgent.Scale;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Configuration;

public sealed class LoadingTests
{
    [Fact]
    public void Later_sources_win_and_each_value_knows_where_it_came_from()
    {
        using var sources = new TestSources();
        var configuration = sources
            .WithDefaults("""{"Mqtt":{"Host":"a","Port":1,"Window":1}}""")
            .WithFile("""
                {
                  "Mqtt": { "Port": 2,
                            "Window": 2 } // a comment, and a comma too many:
                  ,
                }
                """)
            .WithVariable("STATIONAGENT__Mqtt__Window", "3")
            .WithVariable("STATIONAGENT_OTHER", "not ours")
            .Load().Configuration;

        Assert.NotNull(configuration);
        var mqtt = configuration.Options.Mqtt;
        Assert.Equal(("a", 2, 3), (mqtt.Host, mqtt.EffectivePort, mqtt.Window));

        var shown = JsonNode.Parse(configuration.Show())!["Mqtt"]!;
        Assert.Equal(3, shown["Window"]!["value"]!.GetValue<int>());
        Assert.Equal("environment STATIONAGENT__Mqtt__Window", shown["Window"]!["source"]!.GetValue<string>());
        Assert.EndsWith("station.json:2", shown["Port"]!["source"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.EndsWith("appsettings.json:1", shown["Host"]!["source"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("default", shown["KeepAlive"]!["source"]!.GetValue<string>());
    }

    [Fact]
    public void Values_of_every_kind_arrive()
    {
        var options = TestSources.OfText("""
            {
              "Station": { "Id": "shop-7", "Platform": "bin" },
              "Scale": { "RateHz": 12.5 },
              "Weighing": { "Stabiliser": { "Window": "1.2s", "MinimumSamples": 7 }, "Zero": { "GramsPerSecond": 0 } },
              "DropOff": { "WithdrawalWindow": "250ms", "Classes": { "packaging/plastic_film": { "Accepted": false, "Disposition": "none" } } },
              "Storage": { "MaximumBytes": 20000000, "RetainDelivered": "30d" },
              "Mqtt": { "Tls": { "Enabled": true } },
              "Logging": { "Level": "debug" }
            }
            """).Configuration!.Options;

        Assert.Equal("/stations/shop-7/devices/demo-01", options.Station.Identity.Source);
        Assert.Equal(PlatformKind.Bin, options.Station.Platform);
        Assert.Equal(12.5, options.Scale.RateHz);
        Assert.Equal(TimeSpan.FromSeconds(1.2), options.Weighing.Stabiliser.Window);
        Assert.Equal(7, options.Weighing.Stabiliser.MinimumSamples);
        Assert.Equal(0, options.Weighing.Zero.GramsPerSecond);
        Assert.Equal(TimeSpan.FromMilliseconds(250), options.DropOff.WithdrawalWindow);
        Assert.Equal((false, Disposition.None), (options.DropOff.Classes.For("packaging/plastic_film")!.Accepted, options.DropOff.Classes.For("packaging/plastic_film")!.Disposition));
        Assert.True(options.DropOff.Classes.For("packaging/carton/intact")!.Accepted);
        Assert.Equal(TimeSpan.FromDays(30), options.Storage.RetainDelivered);
        Assert.Equal(8883, options.Mqtt.EffectivePort);
    }

    [Fact]
    public void The_shipped_files_are_valid()
    {
        using var sources = new TestSources();
        var shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        Assert.Empty(sources.WithDefaults(shipped).Load().Problems);

        var sample = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deploy", "station.json"));
        var configuration = sources.WithFile(sample).Load();
        Assert.Empty(configuration.Problems);
        Assert.Same(ScaleDrivers.Simulated, configuration.Configuration!.Options.Scale.Driver);
        Assert.Same(CameraDrivers.Simulated, configuration.Configuration.Options.Camera.Driver);
    }

    [Fact]
    public void The_shown_configuration_can_be_read_again()
    {
        var shown = JsonNode.Parse(TestSources.OfText("""{"Mqtt":{"Window":5}}""").Configuration!.Show())!;
        var flat = new JsonObject();
        Flatten(shown.AsObject(), "", flat);
        Assert.Equal(AgentOptions.Schema.Keys.Select(static key => key.Path), flat.Select(static pair => pair.Key), StringComparer.Ordinal);
        foreach (var unset in flat.Where(static pair => pair.Value is null).Select(static pair => pair.Key).ToList())
        {
            flat.Remove(unset);
        }

        var again = TestSources.OfText(flat.ToJsonString());
        Assert.Empty(again.Problems);
        Assert.Equal(5, again.Configuration!.Options.Mqtt.Window);
    }

    [Fact]
    public void A_relative_path_is_relative_to_its_file()
    {
        using var sources = new TestSources();
        Directory.CreateDirectory(Path.Combine(sources.Folder, "pictures"));
        var options = sources.WithFile("""{"Camera":{"Driver":"folder","Path":"pictures"}}""").Load().Configuration!.Options;
        Assert.Equal(Path.Combine(sources.Folder, "pictures"), options.Camera.Path);
    }

    [Fact]
    public void A_credential_of_systemd_is_found_in_its_folder()
    {
        using var sources = new TestSources();
        File.WriteAllText(Path.Combine(sources.Folder, "mqtt-password"), "x");
        var options = sources
            .WithFile("""{"Mqtt":{"UserName":"u","PasswordFile":"credential:mqtt-password"}}""")
            .WithVariable("CREDENTIALS_DIRECTORY", sources.Folder)
            .Load().Configuration!.Options;
        Assert.Equal(Path.Combine(sources.Folder, "mqtt-password"), options.Mqtt.PasswordFile);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../shadow")]
    [InlineData("a/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\u0000b")]
    [InlineData("a\\n")]
    public void A_credential_stays_in_its_folder(string name)
    {
        using var sources = new TestSources();
        var loaded = sources
            .WithFile($$"""
                { "Mqtt": { "UserName": "u",
                "PasswordFile": "credential:{{name}}" } }
                """)
            .WithVariable("CREDENTIALS_DIRECTORY", sources.Folder)
            .Load();
        Assert.Null(loaded.Configuration);
        var problem = Assert.Single(loaded.Problems).ToString();
        Assert.Contains(":2: Mqtt:PasswordFile: expected credential:NAME", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(problem, char.IsControl);
    }

    [Fact]
    public void An_empty_text_removes_a_default()
    {
        var options = TestSources.OfText("""{"DropOff":{"Classes":{"packaging/carton":{"ReuseFactor":""}}}}""").Configuration!.Options;
        Assert.Null(options.DropOff.Classes.Given("packaging/carton").ReuseFactor);
        Assert.NotNull(TestSources.OfText("{}").Configuration!.Options.DropOff.Classes.Given("packaging/carton").ReuseFactor);
    }

    private static void Flatten(JsonObject node, string prefix, JsonObject into)
    {
        foreach (var (name, value) in node)
        {
            var inner = value!.AsObject();
            if (inner.ContainsKey("source"))
            {
                into[prefix + name] = inner["value"]?.DeepClone();
            }
            else
            {
                Flatten(inner, $"{prefix}{name}:", into);
            }
        }
    }
}
