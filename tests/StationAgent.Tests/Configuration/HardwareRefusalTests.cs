using StationAgent.BinLevel;
using StationAgent.Hosting;
using StationAgent.Scale;
using StationAgent.Signals;
using Xunit;

namespace StationAgent.Tests.Configuration;

public sealed class HardwareRefusalTests
{
    [Theory]
    [InlineData("""{"Signals":{"Driver":"lamp"}}""", "Signals:Driver", "must be one of none, simulated, gpio")]
    [InlineData("""{"Signals":{"Driver":"gpio"}}""", "Signals:Pins:Ready", "is missing")]
    [InlineData("""{"Signals":{"OutcomeFor":"100ms"}}""", "Signals:OutcomeFor", "a duration from 1s to 1min")]
    [InlineData("""{"Signals":{"Driver":"gpio","Pins":{"Ready":5,"Buzzer":5}}}""", "Signals:Pins:Buzzer", "is 5, which Signals:Pins:Ready uses already on chip 0")]
    [InlineData("""{"Signals":{"Pins":{"Ready":-1}}}""", "Signals:Pins:Ready", "must be a whole number from 0 to 511")]
    [InlineData("""{"Bin":{"Level":{"Driver":"mass","CapacityGrams":20000}}}""", "Bin:Level:Driver", "needs Station:Platform bin")]
    [InlineData("""{"Station":{"Platform":"bin"},"Bin":{"Level":{"Driver":"mass"}}}""", "Bin:Level:CapacityGrams", "is missing")]
    [InlineData("""{"Bin":{"Level":{"Driver":"distance","TriggerPin":23,"EmptyMillimetres":800,"FullMillimetres":150}}}""", "Bin:Level:EchoPin", "is missing")]
    [InlineData("""{"Bin":{"Level":{"Driver":"distance","TriggerPin":23,"EchoPin":24,"EmptyMillimetres":150,"FullMillimetres":800}}}""", "Bin:Level:FullMillimetres", "must be less than Bin:Level:EmptyMillimetres")]
    [InlineData("""{"Bin":{"Level":{"Driver":"distance","TriggerPin":23,"EchoPin":23,"EmptyMillimetres":800,"FullMillimetres":150}}}""", "Bin:Level:EchoPin", "Bin:Level:TriggerPin uses already")]
    [InlineData("""{"Bin":{"Level":{"NearlyFullShare":0.95}}}""", "Bin:Level:NearlyFullShare", "must be less than Bin:Level:FullShare")]
    [InlineData("""{"Scale":{"Driver":"iot_hx711"}}""", "Scale:Driver", "which this build does not hold")]
    [InlineData("""{"Camera":{"Driver":"iot_camera"}}""", "Camera:Driver", "-p:IotDeviceBindings=true")]
    [InlineData("""{"Camera":{"Iot":{"Device":"/dev/video"}}}""", "Camera:Iot:Device", "must be a path that ends in a number")]
    public void What_cannot_work_is_named_with_what_would(string text, string path, string message)
    {
        var result = TestSources.OfText(text);
        Assert.Null(result.Configuration);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_may_serve_two_on_different_chips_and_one_that_is_not_driven_serves_nobody()
    {
        Assert.Empty(TestSources.OfText(
            """
            {"Signals":{"Driver":"gpio","GpioChip":1,"Pins":{"Ready":23,"OutOfService":24}},
             "Bin":{"Level":{"Driver":"distance","TriggerPin":23,"EchoPin":24,"EmptyMillimetres":800,"FullMillimetres":150}}}
            """).Problems);
        Assert.Empty(TestSources.OfText("""{"Signals":{"Driver":"simulated","Pins":{"Ready":5,"Busy":5}}}""").Problems);
    }

    [Fact]
    public void A_lamp_on_a_line_of_the_load_cell_or_of_the_distance_sensor_is_refused()
    {
        var options = new AgentOptions();
        options.Signals.Driver = SignalDriver.Gpio;
        options.Signals.Pins.Ready = 23;
        options.Signals.Pins.Busy = 6;
        options.Scale.Driver = ScaleDriver.IotHx711;
        options.Scale.Iot.DataPin = 5;
        options.Scale.Iot.ClockPin = 6;
        options.BinLevel.Driver = BinLevelDriver.Distance;
        options.BinLevel.TriggerPin = 23;
        options.BinLevel.EchoPin = 24;
        options.BinLevel.EmptyMillimetres = 800;
        options.BinLevel.FullMillimetres = 150;
        Assert.Equal(
            [
                ("Signals:Pins:Busy", "is 6, which Scale:Iot:ClockPin uses already on chip 0"),
                ("Bin:Level:TriggerPin", "is 23, which Signals:Pins:Ready uses already on chip 0"),
            ],
            GpioRules.Check(options));
    }

    [Fact]
    public void A_build_with_the_bindings_wants_the_load_cell_described()
    {
        var options = new AgentOptions();
        options.Scale.Driver = ScaleDriver.IotHx711;
        Assert.Equal(
            ["Scale:Iot:DataPin", "Scale:Iot:ClockPin", "Scale:Iot:CountsPerGram"], BindingRules.Check(options, isHeld: true).Select(static problem => problem.Path));
    }
}
