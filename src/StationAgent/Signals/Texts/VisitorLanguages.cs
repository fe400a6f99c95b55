using System.Text.Json;
using StationAgent.DropOff;
using StationAgent.Signals.Patterns;

namespace StationAgent.Signals.Texts;

/// <summary>The languages that the station speaks to visitors: one file each in this folder, which is part of the program. A new file is a new language.</summary>
internal static class VisitorLanguages
{
    private const string Folder = "texts/";
    private const string Ending = ".json";

    /// <summary>Every language, in the order of their names.</summary>
    public static IReadOnlyList<VisitorTexts> All { get; } =
    [
        .. typeof(VisitorLanguages).Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read),
    ];

    /// <summary>The language where none is chosen.</summary>
    public static VisitorTexts English { get; } = All.First(static texts => texts.Language == "en");

    private static VisitorTexts Read(string name)
    {
        using var file = typeof(VisitorLanguages).Assembly.GetManifestResourceStream(name)!;
        var texts = JsonSerializer.Deserialize(file, TextJson.Default.TextFile)!;
        return new VisitorTexts(
            name[Folder.Length..^Ending.Length],
            new Dictionary<StationStatus, string>
            {
                [StationStatus.Ready] = texts.Status.Ready,
                [StationStatus.Busy] = texts.Status.Busy,
                [StationStatus.Occupied] = texts.Status.Occupied,
                [StationStatus.OutOfService] = texts.Status.OutOfService,
                [StationStatus.Maintenance] = texts.Status.Maintenance,
            },
            texts.Accepted,
            texts.Refused,
            texts.Reasons);
    }
}
