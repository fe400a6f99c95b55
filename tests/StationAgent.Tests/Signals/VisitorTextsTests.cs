using System.Reflection;
using StationAgent.DropOff;
using StationAgent.DropOff.Rules;
using StationAgent.Signals;
using StationAgent.Signals.Patterns;
using StationAgent.Signals.Texts;
using Xunit;

namespace StationAgent.Tests.Signals;

/// <summary>What visitors read, in each language and on each display.</summary>
public sealed class VisitorTextsTests
{
    public static TheoryData<int, int> Sizes => new() { { 16, 2 }, { 20, 4 }, { 10, 4 } };

    public static TheoryData<string> Languages => [.. VisitorLanguages.All.Select(static texts => texts.Language)];

    [Fact]
    public void English_and_simplified_Chinese_are_there() => Assert.Equal(["en", "zh-CN"], VisitorLanguages.All.Select(static texts => texts.Language));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_reason_has_a_sentence_and_no_sentence_is_without_a_reason(string language)
    {
        Assert.Equal(AllReasons(), TextsOf(language).Sentences.Keys.Order(StringComparer.Ordinal));
        Assert.All(TextsOf(language).All, static text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    /// <summary>A configuration may give a class a reason code of its own.</summary>
    [Fact]
    public void A_reason_without_words_has_those_of_a_class_that_is_not_taken()
    {
        Assert.Equal("We cannot take this kind", VisitorLanguages.English.Of("no_cups"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_the_form_of_a_language_tag(string language) => Assert.Matches("^[a-z]{2,3}(-[A-Z]{2})?$", language);

    /// <summary>Where heading and sentence do not fit together, the sentence stands alone, and whole.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Each_message_fits_whole_on_each_display(int columns, int rows)
    {
        var texts = VisitorLanguages.English;
        var messages = Enum.GetValues<StationStatus>().Select(texts.Of)
            .Concat(AllReasons().Select(reason => texts.Of(Outcome.Rejected, texts.Of(reason))))
            .Append(texts.Of(Outcome.Accepted, "30000 g"));
        Assert.All(messages, message =>
        {
            var lines = TextLayout.Lines(message, columns, rows);
            Assert.Equal(rows, lines.Length);
            Assert.All(lines, line => Assert.Equal(columns, line.Length));
            var shown = string.Join(' ', lines.SelectMany(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            Assert.True(shown == $"{message.Heading} {message.Detail}".TrimEnd() || shown == message.Detail, shown);
        });
    }

    [Fact]
    public void Where_not_all_fits_the_detail_stands_alone()
    {
        Assert.Equal([" third  ", "        "], TextLayout.Lines(new VisitorMessage("abcdefgh second", "third"), 8, 2));
        Assert.Equal(["abcdefgh", " second "], TextLayout.Lines(new VisitorMessage("abcdefghij second third"), 8, 2));
        Assert.Equal(["one two ", "  more  "], TextLayout.Lines(new VisitorMessage("heading", "one two more lines"), 8, 2));
    }

    [Fact]
    public void A_display_without_the_letters_of_a_language_is_refused()
    {
        var chinese = TextsOf("zh-CN");
        Assert.True(DisplayDrivers.None.CanShow(chinese));
        Assert.All(DisplayDrivers.All.Except([DisplayDrivers.None]), driver => Assert.Equal((true, false), (driver.CanShow(VisitorLanguages.English), driver.CanShow(chinese))));
    }

    private static VisitorTexts TextsOf(string language) => VisitorLanguages.All.Single(texts => texts.Language == language);

    private static IEnumerable<string> AllReasons() => typeof(Reasons)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(static field => field.IsLiteral)
        .Select(static field => (string)field.GetRawConstantValue()!)
        .Concat(DefaultClassRules.Rules.Paths.Select(static path => DefaultClassRules.Rules.Given(path).Reason).OfType<string>())
        .Order(StringComparer.Ordinal);
}
