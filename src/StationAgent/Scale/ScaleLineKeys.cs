using StationAgent.Configuration;
using StationAgent.Scale.Lines;

namespace StationAgent.Scale;

/// <summary>The keys of section <c>Scale</c> for scales on a line.</summary>
internal static class ScaleLineKeys
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        Key.OptionalText("Scale:Port", 1_000, o => o.Scale.Line.Port, (o, v) => o.Scale.Line.Port = v),
        Key.Whole("Scale:BaudRate", 300, 4_000_000, o => o.Scale.Line.BaudRate, (o, v) => o.Scale.Line.BaudRate = (int)v),
        Key.Text(
            "Scale:Framing",
            SerialFraming.Allowed,
            static text => SerialFraming.TryParse(text, out _),
            o => o.Scale.Line.Framing,
            (o, v) => o.Scale.Line.Framing = v),
        Text("Pattern", "a regular expression", o => o.Pattern, (o, v) => o.Pattern = v),
        Key.OptionalText("Scale:Unit", 10, o => o.Scale.Line.Unit, (o, v) => o.Scale.Line.Unit = v),
        Text("OverloadWords", "words parted by commas", o => o.OverloadWords, (o, v) => o.OverloadWords = v),
        Text("UnderloadWords", "words parted by commas", o => o.UnderloadWords, (o, v) => o.UnderloadWords = v),
    ];

    private static ConfigurationKey Text(
        string name, string allowed, Func<ScaleLineOptions, string> get, Action<ScaleLineOptions, string> set) =>
        Key.Text($"Scale:{name}", allowed, static _ => true, o => get(o.Scale.Line), (o, v) => set(o.Scale.Line, v));
}
