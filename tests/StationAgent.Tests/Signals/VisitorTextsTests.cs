using System.Reflection;
using StationAgent.DropOff;
using StationAgent.Signals.Patterns;
using StationAgent.Vision.Decisions;
using Xunit;

namespace StationAgent.Tests.Signals;

public sealed class VisitorTextsTests
{
    /// <summary>Shown to no one: they are reasons of amendments.</summary>
    private static readonly string[] AfterTheVisit = [Reasons.TakenBack, Reasons.BinEmptied, Reasons.Restarted, Reasons.StoredAfterRefusal];

    public static TheoryData<int, int> Sizes => new() { { 16, 2 }, { 20, 4 }, { 10, 4 } };

    [Fact]
    public void Each_reason_that_a_person_can_meet_has_words() =>
        Assert.All(AllReasons().Except(AfterTheVisit), static reason => Assert.NotEqual("", VisitorTexts.Of(reason)));

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Each_message_fits_whole_on_each_display(int columns, int rows)
    {
        var messages = Enum.GetValues<StationStatus>().Select(VisitorTexts.Of)
            .Concat(AllReasons().Select(static reason => VisitorTexts.Of(Outcome.Rejected, VisitorTexts.Of(reason))))
            .Append(VisitorTexts.Of(Outcome.Accepted, "30000 g"));
        Assert.All(messages, message =>
        {
            var lines = TextLayout.Lines(message, columns, rows);
            Assert.Equal(rows, lines.Length);
            Assert.All(lines, line => Assert.Equal(columns, line.Length));
            Assert.Equal(
                $"{message.Heading} {message.Detail}".TrimEnd(),
                string.Join(' ', lines.SelectMany(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        });
    }

    [Fact]
    public void What_does_not_fit_is_left_out_from_the_end() =>
        Assert.Equal(["abcdefgh", " second "], TextLayout.Lines(new VisitorMessage("abcdefghij second", "third"), 8, 2));

    private static IEnumerable<string> AllReasons() => typeof(Reasons)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(static field => field.IsLiteral)
        .Select(static field => (string)field.GetRawConstantValue()!)
        .Concat(Enum.GetValues<RecognitionReason>().Select(Reasons.From));
}
