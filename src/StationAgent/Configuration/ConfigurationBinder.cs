using System.Collections.Frozen;
using StationAgent.Hosting;

namespace StationAgent.Configuration;

/// <summary>Turns values into options, or says everything that is wrong with them. Pure: reads no file and no environment.</summary>
internal static class ConfigurationBinder
{
    /// <summary>Words in a key that must not hold its value in the clear, and so are refused and never repeated in a message.</summary>
    private static readonly string[] SecretWords = ["password", "secret", "token", "passphrase"];

    private static readonly FrozenDictionary<string, ConfigurationKey> ByPath =
        ConfigurationTable.Keys.ToFrozenDictionary(static key => key.Path, StringComparer.OrdinalIgnoreCase);

    /// <summary>Binds values.</summary>
    /// <param name="values">In the order of their sources; a later one wins over an earlier one with the same path.</param>
    /// <param name="problems">Takes everything that is wrong.</param>
    /// <returns>The options, and for each key that is not at its default the value that won. Complete only when no problem was added.</returns>
    public static (AgentOptions Options, IReadOnlyDictionary<string, ConfigurationValue> Origins) Bind(
        IEnumerable<ConfigurationValue> values, ICollection<ConfigurationProblem> problems)
    {
        var options = new AgentOptions();
        var origins = new Dictionary<string, ConfigurationValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in values)
        {
            if (!ByPath.TryGetValue(value.Path, out var key))
            {
                problems.Add(new ConfigurationProblem(value.Path, value.Source, Unknown(value)));
            }
            else if (!key.TrySet(options, value))
            {
                problems.Add(new ConfigurationProblem(key.Path, value.Source, $"is {Quoted(value)}, must be {key.Allowed}"));
            }
            else
            {
                origins[key.Path] = value;
            }
        }

        // Rules between keys say nothing true about half a configuration.
        if (problems.Count == 0)
        {
            foreach (var (path, message) in OptionRules.Check(options))
            {
                problems.Add(new ConfigurationProblem(path, origins.GetValueOrDefault(path)?.Source ?? "default", message));
            }
        }

        return (options, origins);
    }

    private static string Unknown(ConfigurationValue value)
    {
        if (IsSecret(value.Path))
        {
            var file = ByPath.Keys.FirstOrDefault(path => path.Equals(value.Path + "File", StringComparison.OrdinalIgnoreCase));
            return "secrets are read from files only" + (file is null ? "" : $": name one in {file}");
        }

        if (ConfigurationTable.Keys.Any(key => key.Path.StartsWith(value.Path + ":", StringComparison.OrdinalIgnoreCase)))
        {
            return $"is a section, must be an object {{ … }} and not {Quoted(value)}";
        }

        if (ConfigurationTable.Keys.FirstOrDefault(key => value.Path.StartsWith(key.Path + ":", StringComparison.OrdinalIgnoreCase)) is { } outer)
        {
            return $"stands inside {outer.Path}, which must be {outer.Allowed}";
        }

        var nearest = NearestName.Find(value.Path, ByPath.Keys);
        return "is no known key" + (nearest is null ? "; 'station-agent config show' lists all of them" : $"; did you mean {nearest}?");
    }

    private static bool IsSecret(string path) => SecretWords.Any(word => path.EndsWith(word, StringComparison.OrdinalIgnoreCase));

    private static string Quoted(ConfigurationValue value)
    {
        const int longest = 80;
        var text = value.Text.Length > longest ? value.Text[..longest] + "…" : value.Text;
        return value.Kind is ConfigurationValueKind.Text or ConfigurationValueKind.Untyped ? $"\"{text}\"" : text;
    }
}
