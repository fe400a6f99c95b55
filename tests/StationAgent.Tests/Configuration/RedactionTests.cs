using System.Text.Json.Nodes;
using StationAgent.Hosting;
using Xunit;

namespace StationAgent.Tests.Configuration;

/// <summary>A password that stands in an address is in no output of the configuration, whichever key has it.</summary>
public sealed class RedactionTests
{
    private const string Canary = "CANARY";

    /// <summary>Texts of a fixed meaning, in which an address has no place; they are shown as they are.</summary>
    private static readonly string[] NotForAddresses = ["Scale:Pattern", "Scale:OverloadWords", "Scale:UnderloadWords"];

    public static TheoryData<string> Keys { get; } =
        [.. AgentOptions.Schema.Keys.Select(static key => key.Path).Except(NotForAddresses, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void It_is_neither_shown_nor_repeated_in_a_message(string key)
    {
        foreach (var text in (string[])
        [
            $"http://user:{Canary}@host:80/path", $"rtsp://host/path?user=admin&pwd={Canary}", $"tcp://user:{Canary}@host:4001", $"mqtts://user:{Canary}@host", $"user:{Canary}@host",
            $"http://host/#{Canary}",
        ])
        {
            var result = TestSources.OfText(Json(key, text));

            Assert.All(result.Problems, static problem => Assert.DoesNotContain(Canary, $"{problem} {problem.Message}", StringComparison.Ordinal));
            Assert.DoesNotContain(Canary, result.Configuration?.Show() ?? "", StringComparison.Ordinal);
            Assert.DoesNotContain(Canary, $"{result.Configuration?.Options.Camera.Url}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_address_of_a_camera_is_shown_without_its_query()
    {
        var configuration = TestSources.OfText(Json("Camera:Url", $"http://camera:81/stream?pwd={Canary}")).Configuration;

        Assert.Contains("\"http://camera:81/stream\"", configuration!.Show(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://camera/video.cgi?user=admin&pwd=x", "pwd")]
    [InlineData("http://camera/video.cgi?USER=admin&PASSWORD=x&channel=1", "PASSWORD")]
    [InlineData("http://camera/video.cgi?access_token=x", "access_token")]
    [InlineData("http://camera/live;psw=x/channel=1", "psw")]
    [InlineData("http://camera/user%3Dadmin%26password%3Dx", "password")]
    [InlineData("http://camera/Password:x/s", "Password")]
    public void A_password_in_the_address_gets_a_hint_with_the_keys_that_are_better(string url, string name)
    {
        var hint = Assert.Single(TestSources.OfText(Json("Camera:Url", url)).Configuration!.Hints());

        Assert.Equal("Camera:Url", hint.Path);
        Assert.Contains($"({name})", hint.Message, StringComparison.Ordinal);
        Assert.Contains("Camera:PasswordFile", hint.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_without_a_password_gets_no_hint() =>
        Assert.Empty(TestSources.OfText("""{"Camera":{"Driver":"mjpeg","Url":"http://camera/video.cgi?channel=1&resolution=640x480"}}""").Configuration!.Hints());

    private static string Json(string key, string text)
    {
        JsonNode node = text;
        foreach (var name in key.Split(':').Reverse())
        {
            node = new JsonObject { [name] = node };
        }

        return node.ToJsonString();
    }

    [Fact]
    public void A_key_that_is_an_address_is_reported_without_its_password()
    {
        foreach (var text in (string[])[$$"""{ "http://user:{{Canary}}@host": 1 }""", $$"""{ "Station": { "http://user:{{Canary}}@host/path": { "x": 1 } } }"""])
        {
            var problem = Assert.Single(TestSources.OfText(text).Problems);
            Assert.Contains("http://host", $"{problem}", StringComparison.Ordinal);
            Assert.DoesNotContain(Canary, $"{problem} {problem.Path} {problem.Message}", StringComparison.Ordinal);
        }
    }
}
