using Xunit;

namespace StationAgent.Tests.Configuration;

public sealed class ScaleLineTests
{
    [Theory]
    [InlineData("""{"Driver":"mt_sics"}""", "Scale:Port", "required: the path of a serial port")]
    [InlineData("""{"Driver":"mt_sics","Port":"COM1"}""", "Scale:Port", "expected the path of a serial port")]
    [InlineData("""{"Driver":"continuous","Port":"tcp://host"}""", "Scale:Port", "or tcp://host:port")]
    [InlineData("""{"Driver":"continuous","Port":"tcp://host:70000"}""", "Scale:Port", "or tcp://host:port")]
    [InlineData("""{"Driver":"continuous","Port":"tcp://:7"}""", "Scale:Port", "or tcp://host:port")]
    [InlineData("""{"Framing":"9n1"}""", "Scale:Framing", "expected 7 or 8 data bits")]
    [InlineData("""{"BaudRate":100}""", "Scale:BaudRate", "expected an integer from 300")]
    [InlineData("""{"Driver":"continuous","Port":"/dev/ttyS0","Unit":"stone"}""", "Scale:Unit", "expected one of g, kg")]
    [InlineData("""{"Driver":"continuous","Port":"/dev/ttyS0","Pattern":"\\d+"}""", "Scale:Pattern", "has no group named value")]
    [InlineData("""{"Driver":"continuous","Port":"/dev/ttyS0","Pattern":"(?<value>"}""", "Scale:Pattern", "is not a regular expression")]
    [InlineData("""{"Driver":"continuous","Port":"/dev/ttyS0","Pattern":"(?<value>\\d)\\1"}""", "Scale:Pattern", "needs backtracking")]
    public void A_wrong_line_setting_is_reported_with_its_key(string section, string path, string message)
    {
        var problem = Assert.Single(TestSources.OfText("{\"Scale\":" + section + "}").Problems);
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/serial/by-id/usb-FTDI_1")]
    [InlineData("tcp://10.0.0.5:4001")]
    [InlineData("tcp://scale.example:4001")]
    [InlineData("tcp://[fe80::1]:4001")]
    public void Ports_and_addresses_are_taken(string port)
    {
        var options = TestSources.OfText("""{"Scale":{"Driver":"continuous","Framing":"7e1","BaudRate":2400,"Unit":"kg","Port":"PORT"}}""".Replace("PORT", port, StringComparison.Ordinal))
            .Configuration!.Options.Scale;
        Assert.Equal((port, "7e1", 2400), (options.Line.Port, options.Line.Framing, options.Line.BaudRate));
    }
}
