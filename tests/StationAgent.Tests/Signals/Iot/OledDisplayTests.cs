using StationAgent.Signals.Iot;
using StationAgent.Signals.Patterns;
using Xunit;

namespace StationAgent.Tests.Signals.Iot;

/// <summary>The bindings' driver against a model of the panel's controller.</summary>
public sealed class OledDisplayTests
{
    private readonly Ssd1306Model _panel = new();

    [Fact]
    public void The_whole_panel_is_set_up_dark_whatever_its_memory_held()
    {
        using var display = new OledDisplay(_panel);
        Assert.True(_panel is { IsOn: true, Rows: 64, ComPins: 0x12, LitPixels: 0 });
    }

    [Fact]
    public void Characters_are_drawn_upright_in_twice_the_size_of_the_font()
    {
        using var display = new OledDisplay(_panel);
        display.Set(new VisitorMessage("R"));

        // One character in ten is centred in the fifth place.
        Assert.Equal(
            """
            ########..
            ########..
            ##......##
            ##......##
            ##......##
            ##......##
            ########..
            ########..
            ##..##....
            ##..##....
            ##....##..
            ##....##..
            ##......##
            ##......##
            ..........
            ..........

            """.ReplaceLineEndings("\n"),
            _panel.Picture(48, 0, 10, 16));
        Assert.Equal(_panel.Picture(48, 0, 10, 16).Count(static pixel => pixel == '#'), _panel.LitPixels);
    }

    [Fact]
    public void Each_line_has_its_own_rows_and_the_next_message_leaves_nothing_of_the_last_one()
    {
        using var display = new OledDisplay(_panel);
        display.Set(new VisitorMessage("Not accepted", "remove your hand"));
        Assert.All([0, 16, 32, 48], top => Assert.Contains('#', _panel.Picture(0, top, 128, 16)));
        display.Set(new VisitorMessage("I"));
        var alone = _panel.Picture(0, 0, 128, 64);
        display.Set(new VisitorMessage("Out of service"));
        display.Set(new VisitorMessage("I"));
        Assert.Equal(alone, _panel.Picture(0, 0, 128, 64));
    }

    [Fact]
    public void A_panel_that_is_unplugged_is_a_failure_with_its_remedy()
    {
        using var display = new OledDisplay(_panel);
        _panel.Failure = new IOException("Error 121 performing I2C data transfer.");
        var failure = Assert.Throws<IOException>(() => display.Set(new VisitorMessage("Ready")));
        Assert.Contains("i2cdetect", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_panel_that_is_not_there_closes_its_bus()
    {
        _panel.Failure = new IOException("Error 121 performing I2C data transfer.");
        Assert.Throws<IOException>(() => new OledDisplay(_panel));
        Assert.True(_panel.IsDisposed);
    }
}
