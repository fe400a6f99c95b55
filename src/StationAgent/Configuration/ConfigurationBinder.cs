using System.Collections.Frozen;

namespace StationAgent.Configuration;

/// <summary>Turns values into options, or reports everything that is wrong with them. Pure: reads no file and no environment.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <param name="schema">The keys and rules.</param>
internal sealed class ConfigurationBinder<TOptions>(OptionsSchema<TOptions> schema)
{
    /// <summary>Keys that end in one of these words would have a secret as their value: they are refused, and the value is never repeated in a message.</summary>
    private static readonly string[] SecretWords = ["password", "secret", "token", "passphrase"];

    private readonly FrozenDictionary<string, ConfigurationKey<TOptions>> _byPath =
        schema.Keys.ToFrozenDictionary(static key => key.Path, StringComparer.OrdinalIgnoreCase);

    /// <summary>Binds values.</summary>
    /// <param name="values">In the order of their sources; a later one wins over an earlier one with the same path.</param>
    /// <param name="problems">Receives everything that is wrong.</param>
    /// <returns>The options, and for each key that is not at its default the value that won. Complete only when no problem was added.</returns>
    public (TOptions Options, IReadOnlyDictionary<string, ConfigurationValue> Origins) Bind(
        IEnumerable<ConfigurationValue> values, ICollection<ConfigurationProblem> problems)
    {
        var options = schema.Defaults;
        var origins = new Dictionary<string, ConfigurationValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in values)
        {
            if (KeyOf(value.Path) is not { } key)
            {
                problems.Add(new ConfigurationProblem(value.Path, value.Source, Unknown(value)));
            }
            else
            {
                (options, var isTaken) = key.Take(options, value);
                if (isTaken)
                {
                    origins[key.Path] = value;
                }
                else
                {
                    problems.Add(new ConfigurationProblem(key.Path, value.Source, $"expected {key.Facts.Allowed}, found {Found(value)}{Hint(key, value)}"));
                }
            }
        }

        // Rules between keys are not meaningful while some values are wrong.
        if (problems.Count == 0)
        {
            foreach (var (path, message) in schema.Check(options))
            {
                problems.Add(new ConfigurationProblem(path, origins.GetValueOrDefault(path)?.Source, message));
            }
        }

        return (options, origins);
    }

    private ConfigurationKey<TOptions>? KeyOf(string path) => _byPath.GetValueOrDefault(path) ?? KeysBeside(path).FirstOrDefault(key => key.Path.Equals(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>The keys of the section in which a path is, when the configuration chooses the name of that section.</summary>
    private IEnumerable<ConfigurationKey<TOptions>> KeysBeside(string path) =>
        from family in schema.Families
        let found = family.NameIn(path)
        where found is { HasKey: true } && family.IsName(found.Value.Name)
        from key in family.KeysOf(found.Value.Name)
        select key;

    private string Unknown(ConfigurationValue value)
    {
        if (IsSecret(value.Path))
        {
            var file = _byPath.Keys.FirstOrDefault(path => path.Equals(value.Path + "File", StringComparison.OrdinalIgnoreCase));
            return "secrets are read from files only" + (file is null ? "" : $": set {file} to the path of a file");
        }

        foreach (var family in schema.Families)
        {
            if (family.NameIn(value.Path) is { } found && !family.IsName(found.Name))
            {
                return $"'{found.Name}' is not a name for a section in {family.Section}: expected {family.NameAllowed}";
            }

            if (family.NameIn(value.Path) is { HasKey: false })
            {
                return $"expected a section {{ … }}, found {Found(value)}";
            }
        }

        if (schema.Keys.Any(key => key.Path.StartsWith(value.Path + ":", StringComparison.OrdinalIgnoreCase)))
        {
            return $"expected a section {{ … }}, found {Found(value)}";
        }

        if (schema.Keys.FirstOrDefault(key => value.Path.StartsWith(key.Path + ":", StringComparison.OrdinalIgnoreCase)) is { } outer)
        {
            return $"it is inside {outer.Path}, which is not a section: expected {outer.Facts.Allowed}";
        }

        var nearest = NearestName.Find(value.Path, [.. KeysBeside(value.Path).Select(static key => key.Path), .. _byPath.Keys]);
        return $"unknown key '{value.Path}'; " + (nearest is null ? "'station-agent config show' lists all keys" : $"did you mean '{nearest}'?");
    }

    private static bool IsSecret(string path) => SecretWords.Any(word => path.EndsWith(word, StringComparison.OrdinalIgnoreCase));

    private static string Found(ConfigurationValue value)
    {
        const int longest = 80;
        var text = value.Text.Length > longest ? value.Text[..longest] + "…" : value.Text;
        return value.Kind switch
        {
            ConfigurationValueKind.Text => $"the string \"{text}\"",
            ConfigurationValueKind.Untyped => $"\"{text}\"",
            ConfigurationValueKind.List => "a list",
            _ => text,
        };
    }

    /// <summary>A number or flag in quotes is the most frequent mistake.</summary>
    private string Hint(ConfigurationKey<TOptions> key, ConfigurationValue value) =>
        value.Kind == ConfigurationValueKind.Text && key.Take(schema.Defaults, value with { Kind = ConfigurationValueKind.Untyped }).IsTaken
            ? " (remove the quotes)"
            : "";
}
