using StationAgent.Camera;
using StationAgent.Cli.Doctor;
using StationAgent.Hosting;
using StationAgent.Vision.Capture.Addresses;
using Xunit;

namespace StationAgent.Tests.Cli.Doctor;

public sealed class SecretsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Passwords_and_the_query_of_a_camera_address_are_hidden_everywhere()
    {
        File.WriteAllText(_file, "s3cret+word\n");
        Assert.True(SourceAddress.TryParse("http://camera.example/stream?token=abc%20def", out var address));
        var options = new AgentOptions
        {
            Mqtt = new MqttOptions { PasswordFile = _file },
            Camera = new CameraOptions { Url = address },
        };
        var secrets = Secrets.Of(options);
        Assert.Equal("said *** and ***", secrets.Hide("said s3cret+word and s3cret+word"));
        Assert.Equal("http://camera.example/stream*** is no stream", secrets.Hide("http://camera.example/stream?token=abc%20def is no stream"));
        Assert.Equal("http://camera.example/stream***", secrets.Hide("http://camera.example/stream?token=abc def"));
        var result = secrets.Hide(new CheckResult("camera", "picture", CheckState.Failed, "s3cret+word", "not s3cret+word"));
        Assert.Equal(("***", "not ***"), (result.Found, result.Remedy));
    }

    [Fact]
    public void Without_secrets_nothing_changes()
    {
        File.WriteAllText(_file, "abc");
        var options = new AgentOptions
        {
            Mqtt = new MqttOptions { PasswordFile = _file },
            Camera = new CameraOptions { PasswordFile = "/nowhere" },
        };
        Assert.Equal("the abc of it", Secrets.Of(options).Hide("the abc of it"));
    }
}
