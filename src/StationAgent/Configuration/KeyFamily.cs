namespace StationAgent.Configuration;

/// <summary>Sections with the same keys, whose names the configuration chooses.</summary>
/// <typeparam name="TOptions">The options that hold the values; immutable.</typeparam>
/// <param name="Section">Full path of the section that holds them.</param>
/// <param name="NameAllowed">What a name looks like, for a message.</param>
/// <param name="IsName">True for a text that may be a name.</param>
/// <param name="KeysOf">The keys of the section with this name, with full paths.</param>
/// <param name="NamesIn">The names for which options hold values.</param>
internal sealed record KeyFamily<TOptions>(
    string Section,
    string NameAllowed,
    Func<string, bool> IsName,
    Func<string, IReadOnlyList<ConfigurationKey<TOptions>>> KeysOf,
    Func<TOptions, IEnumerable<string>> NamesIn)
{
    /// <summary>The name in a path below <see cref="Section"/>, and whether a key follows; null for any other path.</summary>
    public (string Name, bool HasKey)? NameIn(string path)
    {
        if (!path.StartsWith(Section + ":", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = path[(Section.Length + 1)..];
        var end = rest.LastIndexOf(':');
        return end < 0 ? (rest, false) : (rest[..end], true);
    }

    /// <summary>The same sections under the same path, for options that are part of others.</summary>
    public KeyFamily<TOuter> Here<TOuter>(Func<TOuter, TOptions> get, Func<TOuter, TOptions, TOuter> with) => new(
        Section, NameAllowed, IsName, name => [.. KeysOf(name).Select(key => key.Here(get, with))], outer => NamesIn(get(outer)));

    /// <summary>The same sections, seen from options that hold these as a section.</summary>
    /// <param name="section">Name of the section.</param>
    /// <param name="get">Reads these options from the outer ones.</param>
    /// <param name="with">Puts them into the outer ones.</param>
    public KeyFamily<TOuter> In<TOuter>(string section, Func<TOuter, TOptions> get, Func<TOuter, TOptions, TOuter> with) => new(
        $"{section}:{Section}",
        NameAllowed,
        IsName,
        name => [.. KeysOf(name).Select(key => key.In(section, get, with))],
        outer => NamesIn(get(outer)));
}
