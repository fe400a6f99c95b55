using System.Buffers;
using System.Text;
using System.Text.Json;
using StationAgent.Configuration;
using StationAgent.Hosting;

namespace StationAgent.Tests.Configuration;

/// <summary>Writes <c>docs/configuration.md</c> from the table of keys.</summary>
internal static class ConfigurationPage
{
    private const string Head = """
        # Configuration

        Every key of the agent. This page is generated from the table of keys that the agent itself works with: `UPDATE_DOCS=1 dotnet test` writes it, and
        a test fails when it does not match.

        - Values come from `appsettings.json` beside the program, then from `/etc/station-agent/station.json` (or `--config FILE`), then from
          environment variables; later sources win. `STATIONAGENT__Mqtt__Host` is the variable of the key `Mqtt:Host`.
        - A configuration is taken whole or refused whole: an unknown key or a value out of range is named with its file and line.
          `station-agent config check` says everything that is wrong, `station-agent config show` says what is in force and where it comes from.
        - A duration is a text with a unit: `250ms`, `30s`, `5min`, `1h`, `7d`. A relative path is relative to the file it is in. `credential:NAME` is a
          systemd credential. Secrets are never values: keys that end in `File` name the file that holds them.
        - `DropOff:Classes` has a section for each class, named by the path of the class in the model's manifest. Below are those of the model that ships;
          with another model there are others. What a class does not set is as in the class above it: `packaging/carton` is above `packaging/carton/intact`. These keys are set in files: no
          variable of the environment can have such a name.
        - "–" as a default means that the key is not set. Every key needs a restart of the service to take effect.

        """;

    /// <summary>The whole page.</summary>
    public static string Render()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        var section = "";
        foreach (var key in AgentOptions.Schema.Keys)
        {
            var of = key.Path[..key.Path.IndexOf(':', StringComparison.Ordinal)];
            if (of != section)
            {
                section = of;
                page.Append("\n## ").Append(section).Append("\n\n");
                page.Append("| key | type | unit | range | default | meaning | restart |\n|---|---|---|---|---|---|---|\n");
            }

            var facts = key.Facts;
            page.Append("| `").Append(key.Path).Append("` | ").Append(facts.Type).Append(" | ").Append(facts.Unit).Append(" | ")
                .Append(Cell(facts.Range)).Append(" | ").Append(Default(key)).Append(" | ").Append(Cell(facts.Meaning)).Append(" | yes |\n");
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Default(ConfigurationKey<AgentOptions> key)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            key.Write(writer, AgentOptions.Schema.Defaults);
        }

        var json = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return json == "null" ? "–" : $"`{Cell(json.Trim('"'))}`";
    }
}
