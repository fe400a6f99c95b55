using StationAgent.Signals.Iot;
using StationAgent.Signals.Patterns;
using Xunit;

namespace StationAgent.Tests.Signals.Iot;

/// <summary>The bindings' driver against a model of the display and of its expander.</summary>
public sealed class CharacterDisplayTests
{
    [Fact]
    public void Heading_and_detail_are_two_centred_lines_under_a_backlight()
    {
        var model = new Hd44780Model(16, 2);
        using var display = new CharacterDisplay(model, isLarge: false);
        display.Set(new VisitorMessage("Accepted", "180 g"));
        Assert.Equal("    Accepted    \n     180 g      ", model.Text);
        Assert.True(model is { IsLit: true, IsOn: true, HasTwoLines: true });
    }

    [Fact]
    public void The_next_message_leaves_nothing_of_the_last_one_and_does_not_flicker()
    {
        var model = new Hd44780Model(16, 2);
        using var display = new CharacterDisplay(model, isLarge: false);
        display.Set(new VisitorMessage("Not accepted", "remove your hand"));
        display.Set(new VisitorMessage("Ready"));
        Assert.Equal("     Ready      \n                ", model.Text);
        Assert.Equal(1, model.Clears);
    }

    [Fact]
    public void The_large_display_has_four_lines_of_twenty()
    {
        var model = new Hd44780Model(20, 4);
        using var display = new CharacterDisplay(model, isLarge: true);
        display.Set(new VisitorMessage("Clear the platform", "now"));
        Assert.Equal(
            " Clear the platform \n        now         \n                    \n                    ",
            model.Text);
    }

    [Fact]
    public void A_display_that_was_set_up_before_is_set_up_again()
    {
        var model = new Hd44780Model(16, 2);
        _ = new CharacterDisplay(model, isLarge: false);
        using var again = new CharacterDisplay(model, isLarge: false);
        again.Set(new VisitorMessage("Ready"));
        Assert.Equal("     Ready      \n                ", model.Text);
    }

    [Fact]
    public void A_display_that_is_not_on_the_bus_is_named_with_what_to_look_at()
    {
        var model = new Hd44780Model(16, 2) { Failure = new IOException("Error 121 performing I2C data transfer.") };
        var failure = Assert.Throws<IOException>(() => new CharacterDisplay(model, isLarge: false));
        Assert.Contains("Error 121", failure.Message, StringComparison.Ordinal);
        Assert.Contains("i2cdetect", failure.Message, StringComparison.Ordinal);
        Assert.True(model.IsDisposed);
    }
}
