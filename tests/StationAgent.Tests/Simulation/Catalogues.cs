using System.Text;
using StationAgent.Simulation.Scenes;

namespace StationAgent.Tests.Simulation;

/// <summary>Catalogues for tests.</summary>
internal static class Catalogues
{
    /// <summary>Two classes of cups, of which only those of paper may hold something, and a foreign kind.</summary>
    public const string Cups = """
        {
          "empty": "nothing",
          "labels": { "paper_cup": "cup/paper", "plastic_cup": "cup/plastic", "cup_from_above": "cup" },
          "kinds": [
            {
              "class": "cup/paper",
              "parts": 2,
              "contentsGrams": [100, 300],
              "forms": [{ "noun": "paper cup", "lengthMm": [90, 120], "widthOfLength": [0.7, 0.9], "massGrams": [13, 25] }]
            },
            {
              "class": "cup/plastic",
              "forms": [{ "noun": "plastic cup", "lengthMm": [90, 120], "widthMm": [70], "heightMm": [70], "massGrams": [30, 40] }]
            },
            { "class": "other", "isForeign": true, "forms": [{ "noun": "stone", "lengthMm": [50], "widthMm": [40], "massGrams": [80, 90] }] }
          ]
        }
        """;

    /// <summary>Reads a catalogue.</summary>
    public static PieceCatalogue Read(string json, string name = "test.json") => CatalogueReader.Read(Encoding.UTF8.GetBytes(json), name);

    /// <summary>A catalogue with one plain form for each class.</summary>
    public static PieceCatalogue Of(params (string Class, int Parts)[] kinds) => Read(
        $$"""{"empty":"empty","kinds":[{{string.Join(',', kinds.Select(static kind => $$"""
            {"class":"{{kind.Class}}","parts":{{kind.Parts}},"forms":[{"noun":"thing","lengthMm":[200],"widthMm":[150],"massGrams":[60,120]}]}
            """))}}]}""");
}
