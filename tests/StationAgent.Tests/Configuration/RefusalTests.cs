using StationAgent.Configuration;
using StationAgent.Hosting;
using Xunit;

namespace StationAgent.Tests.Configuration;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("""{"Mqtt":{"Prot":1883}}""", "Mqtt:Prot", "unknown key 'Mqtt:Prot'; did you mean 'Mqtt:Port'?")]
    [InlineData("""{"Mqtt":{"Tls":{"CertifcateFile":"a"}}}""", "Mqtt:Tls:CertifcateFile", "did you mean 'Mqtt:Tls:CertificateFile'?")]
    [InlineData("""{"KeepAlive":30}""", "KeepAlive", "did you mean 'Mqtt:KeepAlive'?")]
    [InlineData("""{"Colour":"red"}""", "Colour", "config show")]
    [InlineData("""{"Mqtt":7}""", "Mqtt", "expected a section")]
    [InlineData("""{"Mqtt":[1]}""", "Mqtt", "expected a section")]
    [InlineData("""{"Mqtt":{"Port":{"Value":1}}}""", "Mqtt:Port:Value", "Mqtt:Port")]
    [InlineData("""{"Mqtt":{"Port":0}}""", "Mqtt:Port", "expected an integer from 1 to 65535, found 0")]
    [InlineData("""{"Mqtt":{"Port":"1883"}}""", "Mqtt:Port", "expected an integer from 1 to 65535, found the string \"1883\" (remove the quotes)")]
    [InlineData("""{"Mqtt":{"Port":1.5}}""", "Mqtt:Port", "expected an integer from 1 to 65535, found 1.5")]
    [InlineData("""{"Mqtt":{"Port":null}}""", "Mqtt:Port", "found null")]
    [InlineData("""{"Mqtt":{"Port":[1883]}}""", "Mqtt:Port", "expected an integer from 1 to 65535, found a list")]
    [InlineData("""{"Mqtt":{"Host":"a b"}}""", "Mqtt:Host", "expected a host name")]
    [InlineData("""{"Mqtt":{"KeepAlive":30}}""", "Mqtt:KeepAlive", "expected a duration from 5s to 5min, such as \"1min\", found 30")]
    [InlineData("""{"Mqtt":{"KeepAlive":"1s"}}""", "Mqtt:KeepAlive", "found the string \"1s\"")]
    [InlineData("""{"Station":{"Platform":"table"}}""", "Station:Platform", "expected one of tray, bin, found")]
    [InlineData("""{"Station":{"Id":"a/b"}}""", "Station:Id", "expected 1 to 64 letters")]
    [InlineData("""{"Mqtt":{"Tls":{"Enabled":"true"}}}""", "Mqtt:Tls:Enabled", "expected true or false, found the string \"true\" (remove the quotes)")]
    [InlineData("""{"Scale":{"RateHz":1e999}}""", "Scale:RateHz", "expected a number from")]
    [InlineData("""{"Scale":{"Gain":100}}""", "Scale:Gain", "expected 128 or 64 (channel A) or 32 (channel B), found 100")]
    [InlineData("""{"Scale":{"Driver":"hx711_iio"}}""", "Scale:Calibration", "scale calibrate")]
    [InlineData("""{"Scale":{"Driver":"hx711_gpio","Calibration":"c","ClockPin":6}}""", "Scale:DataPin", "required: ")]
    [InlineData("""{"Scale":{"Driver":"hx711_gpio","Calibration":"c","ClockPin":6,"DataPin":6}}""", "Scale:ClockPin", "Scale:DataPin already uses")]
    [InlineData("""{"Camera":{"Driver":"folder"}}""", "Camera:Path", "required: ")]
    [InlineData("""{"Camera":{"Path":"/no/such/folder"}}""", "Camera:Path", "'/no/such/folder' does not exist")]
    [InlineData("""{"Camera":{"Driver":"recorded"}}""", "Camera:Path", "recorded needs the folder of its recording")]
    [InlineData("""{"Camera":{"Driver":"v4l2"}}""", "Camera:Path", "such as one of /dev/v4l/by-id/")]
    [InlineData("""{"Camera":{"Driver":"mjpeg"}}""", "Camera:Url", "required: ")]
    [InlineData("""{"Camera":{"Driver":"mjpeg","Url":"ftp://camera/"}}""", "Camera:Url", "not an http or https address")]
    [InlineData("""{"Camera":{"Driver":"mjpeg","Url":"http://u:p@camera/"}}""", "Camera:Url", "Camera:UserName and Camera:PasswordFile")]
    [InlineData("""{"Camera":{"Driver":"mjpeg","Url":"rtsp://camera/"}}""", "Camera:Url", "not an http or https address, which driver mjpeg needs: use Camera:Driver rtsp")]
    [InlineData("""{"Camera":{"Driver":"rtsp","Url":"http://camera/"}}""", "Camera:Url", "use Camera:Driver mjpeg or snapshot")]
    [InlineData("""{"Camera":{"Driver":"rtsp","Url":"rtsp://u:p@camera/"}}""", "Camera:Url", "Camera:UserName and Camera:PasswordFile")]
    [InlineData("""{"Camera":{"Driver":"snapshot"}}""", "Camera:Url", "required: driver snapshot needs")]
    [InlineData("""{"Camera":{"Url":"camera/stream"}}""", "Camera:Url", "expected an address such as http://camera/stream, found")]
    [InlineData("""{"Camera":{"Width":4096,"Height":4096}}""", "Camera:Height", "times Camera:Width is more than 12200000 pixels")]
    [InlineData("""{"Camera":{"Rpicam":{"Gain":2}}}""", "Camera:Rpicam", "only Camera:Driver rpicam")]
    [InlineData("""{"Camera":{"Driver":"rpicam","Rpicam":{"LensPosition":33}}}""", "Camera:Rpicam:LensPosition", "expected a number from 0 to 32")]
    [InlineData("""{"Camera":{"Driver":"rpicam","Rpicam":{"RedGain":2}}}""", "Camera:Rpicam:BlueGain", "set together")]
    [InlineData("""{"Camera":{"Driver":"rpicam","Rpicam":{"ShutterMicroseconds":200000}}}""", "Camera:Rpicam:ShutterMicroseconds", "does not fit into a frame")]
    [InlineData("""{"Camera":{"Driver":"rpicam","Rpicam":{"WhiteBalance":"cloudy","RedGain":2,"BlueGain":2}}}""", "Camera:Rpicam:WhiteBalance", "would have no effect")]
    [InlineData("""{"Camera":{"Driver":"rpicam","LockWhiteBalance":true}}""", "Camera:LockWhiteBalance", "only Camera:Driver v4l2")]
    [InlineData("""{"DropOff":{"Classes":{"packaging/carton/intact":{"LightestGrams":2000}}}}""", "DropOff:Classes:packaging/carton/intact:HeaviestGrams", "LightestGrams")]
    [InlineData("""{"DropOff":{"Classes":{"packaging/carton/intact":{"Disposition":"none"}}}}""", "DropOff:Classes:packaging/carton/intact:Disposition", "accepted")]
    [InlineData("""{"DropOff":{"Classes":{"cup/paper":{"Accepted":true}}}}""", "DropOff:Classes:cup/paper:Disposition", "accepted")]
    [InlineData("""{"DropOff":{"Classes":{"cup/paper":{"Acepted":true}}}}""", "DropOff:Classes:cup/paper:Acepted", "did you mean 'DropOff:Classes:cup/paper:Accepted'?")]
    [InlineData("""{"DropOff":{"Classes":{"cup/paper":{"HeaviestGrams":-1}}}}""", "DropOff:Classes:cup/paper:HeaviestGrams", "expected a number from 0 to 100000")]
    [InlineData("""{"DropOff":{"Classes":{"cup/paper":{"Reason":"No cups!"}}}}""", "DropOff:Classes:cup/paper:Reason", "expected a reason code")]
    [InlineData("""{"DropOff":{"Classes":{"cup/paper":{"Reason":"no__cups"}}}}""", "DropOff:Classes:cup/paper:Reason", "expected a reason code")]
    [InlineData("""{"DropOff":{"Classes":{"cup/paper":{"Reason":"no_cups_"}}}}""", "DropOff:Classes:cup/paper:Reason", "expected a reason code")]
    [InlineData("""{"DropOff":{"Classes":{"mqtt_password":"hunter2"}}}""", "DropOff:Classes:mqtt_password", "secrets are read from files only")]
    [InlineData("""{"DropOff":{"Classes":{"cup/paper":true}}}""", "DropOff:Classes:cup/paper", "expected a section")]
    [InlineData("""{"DropOff":{"Classes":{"cup paper":{"Accepted":true}}}}""", "DropOff:Classes:cup paper:Accepted", "expected ids of classes joined by /")]
    [InlineData("""{"DropOff":{"IntactCarton":{"LightestGrams":2000}}}""", "DropOff:IntactCarton:LightestGrams", "unknown key")]
    [InlineData("""{"Weighing":{"Stabiliser":{"DeviationGrams":20}}}""", "Weighing:Stabiliser:DeviationGrams", "ChangeGrams")]
    [InlineData("""{"Carbon":{"Reuse":{"FactorId":"x"}}}""", "Carbon:Reuse:FactorId", "unknown key")]
    public void Every_error_names_the_full_path_of_its_key(string text, string path, string message)
    {
        var result = TestSources.OfText(text);
        Assert.Null(result.Configuration);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains(path, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_is_not_sent_in_the_clear_to_another_machine()
    {
        using var sources = new TestSources();
        File.WriteAllText(Path.Combine(sources.Folder, "p"), "x");
        const string text = """{"Mqtt":{"Host":"broker.example","UserName":"u","PasswordFile":"p"}}""";
        Assert.Equal("Mqtt:Tls:Enabled", Assert.Single(sources.WithFile(text).Load().Problems).Path);
        Assert.Empty(sources.WithFile(text.Replace("broker.example", "127.0.0.1", StringComparison.Ordinal)).Load().Problems);
    }

    [Fact]
    public void A_device_that_is_not_plugged_in_does_not_keep_the_agent_from_starting() =>
        Assert.Empty(TestSources.OfText("""{"Camera":{"Driver":"v4l2","Path":"/dev/v4l/by-id/usb-no-such-camera"}}""").Problems);

    [Fact]
    public void All_errors_are_reported_at_once()
    {
        var result = TestSources.OfText("""{"Mqtt":{"Port":0,"Prot":1},"Scale":{"RateHz":"fast"}}""");
        Assert.Equal(["Mqtt:Port", "Mqtt:Prot", "Scale:RateHz"], result.Problems.Select(static problem => problem.Path).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("{\n\"Mqtt\": {\n\"Port\": 1883,,\n}}", "station.json:3")]
    [InlineData("{\"Mqtt\": {", "station.json:1")]
    [InlineData("[]", "station.json:1")]
    [InlineData("", "station.json:1")]
    [InlineData("{} {}", "station.json:1")]
    public void A_file_that_is_not_json_is_reported_with_its_line(string text, string source)
    {
        var problem = Assert.Single(TestSources.OfText(text).Problems);
        Assert.EndsWith(source, problem.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_occurs_twice_is_refused()
    {
        var problem = Assert.Single(TestSources.OfText("""{"Mqtt":{"Port":1,"port":2}}""").Problems);
        Assert.Contains("twice", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_file_must_exist_but_the_default_file_may_be_missing()
    {
        using var sources = new TestSources();
        var missing = Path.Combine(sources.Folder, "none.json");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        var problem = Assert.Single(AgentOptions.Load(new ConfigurationSources(sources.Folder, missing, environment)).Problems);
        Assert.Equal(missing, problem.Source);
        Assert.Contains("cannot be read", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mqtt:Password", "set Mqtt:PasswordFile to the path of a file")]
    [InlineData("Mqtt:AccessToken", "from files only")]
    public void A_secret_is_refused_and_not_repeated(string path, string message)
    {
        using var sources = new TestSources();
        var problem = Assert.Single(sources
            .WithVariable("STATIONAGENT__" + path.Replace(":", "__", StringComparison.Ordinal), "hunter2")
            .Load().Problems);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_variable_with_the_prefix_is_refused_too()
    {
        using var sources = new TestSources();
        var problem = Assert.Single(sources.WithVariable("STATIONAGENT__MQTT__HOTS", "x").Load().Problems);
        Assert.Contains("did you mean 'Mqtt:Host'?", problem.Message, StringComparison.Ordinal);
    }
}
