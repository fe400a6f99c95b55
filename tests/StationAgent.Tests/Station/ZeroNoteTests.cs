using CsCheck;
using StationAgent.Clock;
using StationAgent.Station;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Station;

public sealed class ZeroNoteTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly DateTimeOffset Noon = new(2031, 5, 6, 12, 0, 0, TimeSpan.Zero);

    private static readonly ZeroNote Note = new(
        new TrackedZero(new Grams(123.25), new Grams(-4.5)), Clock("boot-1", ClockQuality.Synchronised, TimeSpan.Zero), "hx711 of the cell at /dev/x");

    [Fact]
    public void What_is_noted_is_read_again() => Assert.Equal(Note, ZeroNote.Parse(Note.Format()));

    [Fact]
    public void Any_zero_is_read_as_it_was_noted() => Gen.Select(Gen.Double[-5_000, 5_000], Gen.Double[-1e6, 1e6]).Sample((zero, load) =>
    {
        var note = Note with { Tracked = new TrackedZero(new Grams(zero), new Grams(load)) };
        return note == ZeroNote.Parse(note.Format());
    });

    [Fact]
    public void Any_other_text_is_no_note() => Gen.String.Array[0, 9].Sample(words => ZeroNote.Parse(string.Join(' ', words)) is null);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("zero-2 1 2 boot 3 4 Synchronised scale")]
    [InlineData("zero-1 NaN 2 boot 3 4 Synchronised scale")]
    [InlineData("zero-1 1 2 boot 3 9223372036854775807 Synchronised scale")]
    [InlineData("zero-1 1 2 boot 3 4 17 scale")]
    public void A_text_of_another_form_is_no_note(string? text) => Assert.Null(ZeroNote.Parse(text));

    [Fact]
    public void In_the_same_boot_the_age_is_known_whatever_the_wall_clock_says()
    {
        var later = Clock("boot-1", ClockQuality.Unknown, TimeSpan.FromMinutes(5)) with { Wall = Noon + TimeSpan.FromDays(4_000) };

        Assert.Equal(TimeSpan.FromMinutes(5), Note.At(later, Note.Scale, Week)?.Age);
    }

    [Fact]
    public void After_a_reboot_only_synchronised_clocks_give_the_age()
    {
        Assert.Equal(TimeSpan.FromHours(3), Note.At(Clock("boot-2", ClockQuality.Synchronised, TimeSpan.FromHours(3)), Note.Scale, Week)?.Age);

        var unset = Note.At(Clock("boot-2", ClockQuality.Unsynchronised, TimeSpan.FromSeconds(3)), Note.Scale, Week);
        Assert.NotNull(unset);
        Assert.Null(unset.Value.Age);
    }

    [Fact]
    public void A_zero_that_is_too_old_or_of_another_scale_is_not_used()
    {
        Assert.Null(Note.At(Clock("boot-2", ClockQuality.Synchronised, Week + TimeSpan.FromSeconds(1)), Note.Scale, Week));
        Assert.Null(Note.At(Clock("boot-2", ClockQuality.Unsynchronised, Week + TimeSpan.FromSeconds(1)), Note.Scale, Week));
        Assert.Null(Note.At(Clock("boot-1", ClockQuality.Synchronised, TimeSpan.FromSeconds(1)), "another", Week));
        Assert.Null(Note.At(Clock("boot-1", ClockQuality.Synchronised, TimeSpan.FromSeconds(1)), Note.Scale, TimeSpan.Zero));
    }

    private static ClockFacts Clock(string boot, ClockQuality quality, TimeSpan later) => new(boot, quality, Noon + later, TimeSpan.FromHours(9) + later);
}
