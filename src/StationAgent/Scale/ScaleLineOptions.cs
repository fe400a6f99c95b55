using StationAgent.Configuration;
using StationAgent.Scale.Continuous;
using StationAgent.Scale.Dialects;
using StationAgent.Scale.Lines;

namespace StationAgent.Scale;

/// <summary>What scales on a line need: keys in section <c>Scale</c>.</summary>
internal sealed record ScaleLineOptions
{
    public string? Port { get; init; }

    public int BaudRate { get; init; } = 9600;

    public string Framing { get; init; } = "8n1";

    public ScaleDialect Dialect { get; init; } = ScaleDialects.Pattern;

    public string Pattern { get; init; } = ContinuousPattern.Default;

    public string? Unit { get; init; }

    public DecimalSign DecimalSign { get; init; } = DecimalSign.Any;

    public GrossOrNet GrossOrNet { get; init; } = GrossOrNet.Any;

    public string OverloadWords { get; init; } = "OL,OF";

    public string UnderloadWords { get; init; } = "UL,UF";

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<ScaleLineOptions> Schema { get; } = new OptionsSchema<ScaleLineOptions>(new ScaleLineOptions())
        .OptionalText(
            "Port", 1_000, o => o.Port, (o, v) => o with { Port = v },
            $"Drivers mt_sics, continuous and polled: the address of the line, {LineAddress.Allowed}.")
        .Integer(
            "BaudRate", 300, 4_000_000, o => o.BaudRate, (o, v) => o with { BaudRate = v },
            "Serial port: speed; not every port supports every speed.", "bit/s")
        .Text(
            "Framing", SerialFraming.Allowed, static text => SerialFraming.TryParse(text, out _), o => o.Framing, (o, v) => o with { Framing = v },
            "Serial port: data bits, parity and stop bits.")
        .Choice(
            "Dialect", ScaleDialects.All, static dialect => dialect.Name, o => o.Dialect, (o, v) => o with { Dialect = v },
            "Drivers continuous and polled: the published format of the scale (docs/scale.md). With pattern, Scale:Pattern describes it.")
        .Text(
            "Pattern", "a regular expression", static _ => true, o => o.Pattern, (o, v) => o with { Pattern = v },
            "Driver continuous: the format of a line, a regular expression with the groups value, unit, status, sign, kind and pounds (docs/scale.md).")
        .OptionalText(
            "Unit", 10, o => o.Unit, (o, v) => o with { Unit = v },
            "Drivers continuous and polled: the unit of lines without one (g, kg, mg, lb or oz). If this is not set, every line must contain its unit, because a wrong guess would be "
            + "wrong by a factor of a thousand.")
        .Choice(
            "DecimalSign", o => o.DecimalSign, (o, v) => o with { DecimalSign = v },
            "Drivers continuous and polled: the decimal sign of the scale's numbers. With any, both are read, and a line such as \"1,234 g\", which may be 1234 g or 1.234 g, is refused "
            + "unless the scale has shown before what its comma means.")
        .Choice(
            "GrossOrNet", o => o.GrossOrNet, (o, v) => o with { GrossOrNet = v },
            "Drivers continuous and polled: the weight that is used of a scale that sends gross and net. With any, it is the one that the scale sends, and gross if it sends both.")
        .Text(
            "OverloadWords", "words separated by commas", static _ => true, o => o.OverloadWords, (o, v) => o with { OverloadWords = v },
            "Driver continuous: the words in the group status that mean a load above the range of the scale.")
        .Text(
            "UnderloadWords", "words separated by commas", static _ => true, o => o.UnderloadWords, (o, v) => o with { UnderloadWords = v },
            "Driver continuous: the words in the group status that mean a load below the range of the scale.");

    /// <summary>How many grams <see cref="Unit"/> has; null without one.</summary>
    public double? UnitInGrams => MassUnit.TryParse(Unit, out var grams) ? grams : null;

    /// <summary>Finds a unit that is not known, and one that is missing.</summary>
    public IEnumerable<KeyFault> CheckUnit()
    {
        if (Unit is { } unit && UnitInGrams is null)
        {
            yield return new KeyFault("Unit", $"expected {MassUnit.Allowed}, found \"{unit}\"");
        }
        else if (Unit is null && Dialect.NeedsUnit)
        {
            yield return new KeyFault("Unit", $"required by dialect {Dialect.Name}, whose lines have no unit: {MassUnit.Allowed}");
        }
    }

    /// <summary>Makes the pattern with its unit and words.</summary>
    /// <exception cref="FormatException">The pattern cannot be used; the message says why.</exception>
    public ContinuousPattern ToPattern() => new(
        Pattern,
        UnitInGrams,
        DecimalSign,
        Words(OverloadWords),
        Words(UnderloadWords));

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
