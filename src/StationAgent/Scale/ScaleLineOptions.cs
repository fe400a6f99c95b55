using StationAgent.Configuration;
using StationAgent.Scale.Continuous;
using StationAgent.Scale.Lines;

namespace StationAgent.Scale;

/// <summary>What scales on a line need: keys in section <c>Scale</c>.</summary>
internal sealed record ScaleLineOptions
{
    public string? Port { get; init; }

    public int BaudRate { get; init; } = 9600;

    public string Framing { get; init; } = "8n1";

    public string Pattern { get; init; } = ContinuousPattern.Default;

    public string? Unit { get; init; }

    public DecimalSign DecimalSign { get; init; } = DecimalSign.Any;

    public string OverloadWords { get; init; } = "OL,OF";

    public string UnderloadWords { get; init; } = "UL,UF";

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<ScaleLineOptions> Schema { get; } = new OptionsSchema<ScaleLineOptions>(new ScaleLineOptions())
        .OptionalText(
            "Port", 1_000, o => o.Port, (o, v) => o with { Port = v },
            $"Drivers mt_sics and continuous: the address of the line, {LineAddress.Allowed}.")
        .Integer(
            "BaudRate", 300, 4_000_000, o => o.BaudRate, (o, v) => o with { BaudRate = v },
            "Serial port: speed; not every port supports every speed.", "bit/s")
        .Text(
            "Framing", SerialFraming.Allowed, static text => SerialFraming.TryParse(text, out _), o => o.Framing, (o, v) => o with { Framing = v },
            "Serial port: data bits, parity and stop bits.")
        .Text(
            "Pattern", "a regular expression", static _ => true, o => o.Pattern, (o, v) => o with { Pattern = v },
            "Driver continuous: the format of a line, a regular expression with the groups value, unit, status and sign (docs/scale.md).")
        .OptionalText(
            "Unit", 10, o => o.Unit, (o, v) => o with { Unit = v },
            "Driver continuous: the unit of lines without one (g, kg, mg, lb or oz). If this is not set, every line must contain its unit, because a wrong guess would be "
            + "wrong by a factor of a thousand.")
        .Choice(
            "DecimalSign", o => o.DecimalSign, (o, v) => o with { DecimalSign = v },
            "Driver continuous: the decimal sign of the scale's numbers. With any, both are read, and a line such as \"1,234 g\", which may be 1234 g or 1.234 g, is refused.")
        .Text(
            "OverloadWords", "words separated by commas", static _ => true, o => o.OverloadWords, (o, v) => o with { OverloadWords = v },
            "Driver continuous: the words in the group status that mean a load above the range of the scale.")
        .Text(
            "UnderloadWords", "words separated by commas", static _ => true, o => o.UnderloadWords, (o, v) => o with { UnderloadWords = v },
            "Driver continuous: the words in the group status that mean a load below the range of the scale.");

    /// <summary>Makes the pattern with its unit and words.</summary>
    /// <exception cref="FormatException">The pattern cannot be used; the message says why.</exception>
    public ContinuousPattern ToPattern() => new(
        Pattern,
        MassUnit.TryParse(Unit, out var grams) ? grams : null,
        DecimalSign,
        Words(OverloadWords),
        Words(UnderloadWords));

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
