using StationAgent.BinLevel;
using StationAgent.Configuration;
using StationAgent.Hosting;
using StationAgent.Scale;
using StationAgent.Scale.Iot;
using StationAgent.Signals;
using Xunit;

namespace StationAgent.Tests.Configuration;

public sealed class HardwareRefusalTests
{
    [Theory]
    [InlineData("""{"Signals":{"Driver":"lamp"}}""", "Signals:Driver", "expected one of none, simulated, gpio")]
    [InlineData("""{"Signals":{"Driver":"gpio"}}""", "Signals:Pins:Ready", "required: ")]
    [InlineData("""{"Signals":{"OutcomeFor":"100ms"}}""", "Signals:OutcomeFor", "expected a duration from 1s to 1min")]
    [InlineData("""{"Signals":{"Driver":"gpio","Pins":{"Ready":5,"Buzzer":5}}}""", "Signals:Pins:Buzzer", "is 5, which Signals:Pins:Ready already uses on chip 0")]
    [InlineData("""{"Signals":{"Pins":{"Ready":-1}}}""", "Signals:Pins:Ready", "expected an integer from 0 to 511")]
    [InlineData("""{"Bin":{"Level":{"Driver":"mass","CapacityGrams":20000}}}""", "Bin:Level:Driver", "needs Station:Platform bin")]
    [InlineData("""{"Station":{"Platform":"bin"},"Bin":{"Level":{"Driver":"mass"}}}""", "Bin:Level:CapacityGrams", "required: ")]
    [InlineData("""{"Bin":{"Level":{"Driver":"distance","TriggerPin":23,"EmptyMillimetres":800,"FullMillimetres":150}}}""", "Bin:Level:EchoPin", "required: ")]
    [InlineData("""{"Bin":{"Level":{"Driver":"distance","TriggerPin":23,"EchoPin":24,"EmptyMillimetres":150,"FullMillimetres":800}}}""", "Bin:Level:FullMillimetres", "must be less than Bin:Level:EmptyMillimetres")]
    [InlineData("""{"Bin":{"Level":{"Driver":"distance","TriggerPin":23,"EchoPin":23,"EmptyMillimetres":800,"FullMillimetres":150}}}""", "Bin:Level:EchoPin", "Bin:Level:TriggerPin already uses")]
    [InlineData("""{"Bin":{"Level":{"NearlyFullShare":0.95}}}""", "Bin:Level:NearlyFullShare", "must be less than Bin:Level:FullShare")]
    [InlineData("""{"Scale":{"Driver":"iot_hx711","Iot":{"DataPin":5,"CountsPerGram":400}}}""", "Scale:Iot:ClockPin", "needs both lines")]
    [InlineData("""{"Scale":{"Driver":"iot_hx711","Iot":{"DataPin":5,"ClockPin":6}}}""", "Scale:Iot:CountsPerGram", "counts for a gram")]
    [InlineData("""{"Bin":{"Level":{"Driver":"vl53l0x","EmptyMillimetres":2500,"FullMillimetres":150}}}""", "Bin:Level:EmptyMillimetres", "must be at most 2000 for a VL53L0X")]
    [InlineData("""{"Bin":{"Level":{"Driver":"vl53l0x","EmptyMillimetres":800}}}""", "Bin:Level:FullMillimetres", "required: ")]
    [InlineData("""{"Bin":{"Level":{"I2cAddress":120}}}""", "Bin:Level:I2cAddress", "expected an integer from 8 to 119")]
    [InlineData("""{"Signals":{"Spi":{"Leds":65}}}""", "Signals:Spi:Leds", "expected an integer from 1 to 64")]
    [InlineData("""{"Display":{"Driver":"oled"}}""", "Display:Driver", "expected one of none, lcd1602, lcd2004, ssd1306")]
    [InlineData("""{"Display":{"I2cAddress":0}}""", "Display:I2cAddress", "expected an integer from 8 to 119")]
    [InlineData("""{"Camera":{"Width":4096,"Height":4096}}""", "Camera:Height", "more than 12200000 pixels")]
    [InlineData("""{"Camera":{"Iot":{"Width":4096,"Height":3000}}}""", "Camera:Iot:Height", "more than 12200000 pixels")]
    [InlineData("""{"Camera":{"Iot":{"Device":"/dev/video"}}}""", "Camera:Iot:Device", "expected a path that ends in a number")]
    public void A_setting_that_cannot_work_is_refused_with_one_that_would(string text, string path, string message)
    {
        var result = TestSources.OfText(text);
        Assert.Null(result.Configuration);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(path, problem.Path);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_number_on_two_chips_and_unused_lines_do_not_conflict()
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
        var options = new AgentOptions
        {
            Signals = new SignalOptions { Driver = SignalDrivers.Lines, Pins = new SignalPinOptions { Ready = 23, Busy = 6 } },
            Scale = new ScaleOptions { Driver = IotHx711Driver.Entry, Iot = new IotScaleOptions { DataPin = 5, ClockPin = 6, CountsPerGram = 400 } },
            BinLevel = new BinLevelOptions
            {
                Driver = BinLevelDrivers.Distance,
                TriggerPin = 23,
                EchoPin = 24,
                EmptyMillimetres = 800,
                FullMillimetres = 150,
            },
        };
        Assert.Equal(
            [
                new KeyFault("Signals:Pins:Busy", "is 6, which Scale:Iot:ClockPin already uses on chip 0"),
                new KeyFault("Bin:Level:TriggerPin", "is 23, which Signals:Pins:Ready already uses on chip 0"),
            ],
            AgentOptions.Schema.Check(options));
    }
}
