using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StationAgent.Failures;

namespace StationAgent.Configuration;

/// <summary>A checked configuration and where each of its values came from.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
internal sealed class LoadedConfiguration<TOptions>
{
    private readonly IReadOnlyDictionary<string, ConfigurationValue> _origins;

    private readonly OptionsSchema<TOptions> _schema;

    private LoadedConfiguration(OptionsSchema<TOptions> schema, TOptions options, IReadOnlyDictionary<string, ConfigurationValue> origins)
    {
        _schema = schema;
        Options = options;
        _origins = origins;
    }

    /// <summary>The values in force.</summary>
    public TOptions Options { get; }

    /// <summary>Reads all sources and checks everything.</summary>
    /// <param name="schema">The keys and rules.</param>
    /// <param name="sources">The sources of the values.</param>
    public static ConfigurationResult<TOptions> Load(OptionsSchema<TOptions> schema, ConfigurationSources sources)
    {
        var values = new List<ConfigurationValue>();
        var problems = new List<ConfigurationProblem>();
        ReadFile(Path.Combine(sources.ProgramFolder, "appsettings.json"), mustExist: false, values, problems);
        ReadFile(sources.File ?? ConfigurationSources.DefaultFile, mustExist: sources.File is not null, values, problems);
        ReadEnvironment(sources.Environment, values);
        var resolved = new List<ConfigurationValue>(values.Count);
        var unusable = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (!Credentials.TryResolve(value, sources.Environment, out var found, out var problem))
            {
                problems.Add(new ConfigurationProblem(value.Path, value.Source, problem));
                unusable.Add(value.Path);
            }

            resolved.Add(found);
        }

        var (options, origins) = new ConfigurationBinder<TOptions>(schema).Bind(resolved, problems);
        foreach (var key in schema.Keys)
        {
            if (key.Facts.NamesFile && !unusable.Contains(key.Path) && origins.TryGetValue(key.Path, out var value) && value.Text.Length > 0)
            {
                var path = Path.GetFullPath(value.Text, value.Folder);
                if (!Path.Exists(path) && !IsDevice(path))
                {
                    problems.Add(new ConfigurationProblem(key.Path, value.Source, $"'{path}' does not exist"));
                }
            }
        }

        return new ConfigurationResult<TOptions>(problems.Count == 0 ? new LoadedConfiguration<TOptions>(schema, options, origins) : null, problems);
    }

    // A device that is missing now may be plugged in later: the station runs and reports what is missing.
    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>What is allowed and could be better, with its place.</summary>
    public IEnumerable<ConfigurationProblem> Hints() => Locate(_schema.Hints(Options));

    /// <summary>Adds to each fault the place of its value, or of the first value in its section.</summary>
    public IEnumerable<ConfigurationProblem> Locate(IEnumerable<KeyFault> faults) =>
        faults.Select(fault => new ConfigurationProblem(fault.Path, PlaceOf(fault.Path), fault.Message));

    private string? PlaceOf(string path) =>
        _origins.GetValueOrDefault(path)?.Source
        ?? _origins.FirstOrDefault(origin => origin.Key.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase)).Value?.Source;

    /// <summary>The values in force as JSON, each with its source. It has no secrets: the configuration has only the names of their files, and addresses are shown without user, password and query.</summary>
    public string Show()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var format = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(buffer, format))
        {
            writer.WriteStartObject();
            var open = Array.Empty<string>();
            foreach (var key in _schema.KeysIn(Options))
            {
                var path = key.Path.Split(':');
                var sections = path[..^1];
                var shared = open.Zip(sections).TakeWhile(static pair => pair.First == pair.Second).Count();
                for (var i = open.Length; i > shared; i--)
                {
                    writer.WriteEndObject();
                }

                foreach (var section in sections[shared..])
                {
                    writer.WriteStartObject(section);
                }

                open = sections;
                writer.WriteStartObject(path[^1]);
                writer.WritePropertyName("value");
                key.Write(writer, Options);
                writer.WriteString("source", _origins.GetValueOrDefault(key.Path)?.Source ?? "default");
                writer.WriteEndObject();
            }

            for (var i = open.Length; i >= 0; i--)
            {
                writer.WriteEndObject();
            }
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void ReadFile(string file, bool mustExist, List<ConfigurationValue> values, List<ConfigurationProblem> problems)
    {
        try
        {
            // Whether a file exists cannot be asked: for one that this user may not see, the answer would be no.
            if (File.GetAttributes(file).HasFlag(FileAttributes.Directory))
            {
                problems.Add(new ConfigurationProblem("", file, "is a folder, not a file"));
                return;
            }

            if (new FileInfo(file).Length is > ConfigurationFile.MaximumBytes and var length)
            {
                problems.Add(new ConfigurationProblem(
                    "", file, $"too large: {length} bytes; at most {ConfigurationFile.MaximumBytes} are allowed"));
                return;
            }

            ConfigurationFile.Read(File.ReadAllBytes(file), file, Path.GetDirectoryName(Path.GetFullPath(file))!, values, problems);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            if (mustExist)
            {
                problems.Add(new ConfigurationProblem("", file, "cannot be read: it does not exist"));
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            problems.Add(new ConfigurationProblem("", file, $"cannot be read: {FileProblem.OfFile(file, exception)}") { Cause = exception });
        }
        catch (IOException exception)
        {
            problems.Add(new ConfigurationProblem("", file, $"cannot be read: {FileProblem.OfFile(file, exception)}"));
        }
    }

    private static void ReadEnvironment(IReadOnlyDictionary<string, string> environment, List<ConfigurationValue> values)
    {
        foreach (var (name, text) in environment.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith(ConfigurationSources.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            {
                var path = name[ConfigurationSources.EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);
                values.Add(new ConfigurationValue(path, text, ConfigurationValueKind.Untyped, $"environment {name}", Directory.GetCurrentDirectory()));
            }
        }
    }

    // systemd passes secrets in a folder whose path only the running unit knows.
}
