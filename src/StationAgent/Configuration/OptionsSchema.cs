namespace StationAgent.Configuration;

/// <summary>
/// The keys of one section and the rules between them. It is written beside the options, so that range, default and meaning of a key are in one place;
/// reading, checking, showing and the documentation all use it.
/// </summary>
/// <typeparam name="TOptions">The options; immutable.</typeparam>
/// <param name="defaults">The values that apply when no source gives others.</param>
internal sealed class OptionsSchema<TOptions>(TOptions defaults)
{
    private readonly List<ConfigurationKey<TOptions>> _keys = [];
    private readonly List<KeyFamily<TOptions>> _families = [];
    private readonly List<Func<TOptions, IEnumerable<KeyFault>>> _rules = [];
    private readonly List<Func<TOptions, IEnumerable<KeyFault>>> _hints = [];

    /// <summary>The values that apply when no source gives others.</summary>
    public TOptions Defaults { get; } = defaults;

    /// <summary>Every key that is known without a configuration, in the order in which they are shown.</summary>
    public IReadOnlyList<ConfigurationKey<TOptions>> Keys => _keys;

    /// <summary>The sections whose names the configuration chooses.</summary>
    public IReadOnlyList<KeyFamily<TOptions>> Families => _families;

    /// <summary>Every key for which options hold a value, in the order in which they are shown.</summary>
    public IEnumerable<ConfigurationKey<TOptions>> KeysIn(TOptions options)
    {
        var known = _keys.Select(static key => key.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var keys = new List<ConfigurationKey<TOptions>>(_keys);
        foreach (var family in _families)
        {
            var last = keys.FindLastIndex(key => family.NameIn(key.Path) is not null);
            keys.InsertRange(
                last < 0 ? keys.Count : last + 1,
                family.NamesIn(options).SelectMany(family.KeysOf).Where(key => !known.Contains(key.Path)));
        }

        return keys;
    }

    /// <summary>Every rule between keys that options break.</summary>
    public IEnumerable<KeyFault> Check(TOptions options) => _rules.SelectMany(rule => rule(options));

    /// <summary>What is allowed and could be better, for a person.</summary>
    public IEnumerable<KeyFault> Hints(TOptions options) => _hints.SelectMany(hint => hint(options));

    /// <summary>Adds an integer.</summary>
    public OptionsSchema<TOptions> Integer(
        string name, long minimum, long maximum, Func<TOptions, int> get, Func<TOptions, int, TOptions> with, string meaning, string unit = "") =>
        Add(name, ValueTypes.Integer(minimum, maximum), options => get(options), (options, value) => with(options, (int)value), meaning, unit);

    /// <summary>Adds an integer that may be large.</summary>
    public OptionsSchema<TOptions> LongInteger(
        string name, long minimum, long maximum, Func<TOptions, long> get, Func<TOptions, long, TOptions> with, string meaning, string unit = "") =>
        Add(name, ValueTypes.Integer(minimum, maximum), get, with, meaning, unit);

    /// <summary>Adds an integer that need not be given.</summary>
    public OptionsSchema<TOptions> OptionalInteger(
        string name, int minimum, int maximum, Func<TOptions, int?> get, Func<TOptions, int?, TOptions> with, string meaning, string unit = "") =>
        Add(
            name,
            ValueTypes.Integer(minimum, maximum).Optional(static value => (int?)value, static (writer, value) =>
            {
                if (value is { } number)
                {
                    writer.WriteNumberValue(number);
                }
                else
                {
                    writer.WriteNullValue();
                }
            }),
            get,
            with,
            meaning,
            unit);

    /// <summary>Adds a number.</summary>
    public OptionsSchema<TOptions> Number(
        string name, double minimum, double maximum, Func<TOptions, double> get, Func<TOptions, double, TOptions> with, string meaning, string unit = "") =>
        Add(name, ValueTypes.Number(minimum, maximum), get, with, meaning, unit);

    /// <summary>Adds a number that need not be given.</summary>
    public OptionsSchema<TOptions> OptionalNumber(
        string name, double minimum, double maximum, Func<TOptions, double?> get, Func<TOptions, double?, TOptions> with, string meaning, string unit = "") =>
        Add(name, ValueTypes.OptionalNumber(minimum, maximum), get, with, meaning, unit);

    /// <summary>Adds a duration.</summary>
    public OptionsSchema<TOptions> Duration(
        string name, TimeSpan minimum, TimeSpan maximum, Func<TOptions, TimeSpan> get, Func<TOptions, TimeSpan, TOptions> with, string meaning) =>
        Add(name, ValueTypes.Duration(minimum, maximum), get, with, meaning);

    /// <summary>Adds true or false.</summary>
    public OptionsSchema<TOptions> Flag(string name, Func<TOptions, bool> get, Func<TOptions, bool, TOptions> with, string meaning) =>
        Add(name, ValueTypes.Flag, get, with, meaning);

    /// <summary>Adds true or false that need not be given.</summary>
    public OptionsSchema<TOptions> OptionalFlag(string name, Func<TOptions, bool?> get, Func<TOptions, bool?, TOptions> with, string meaning) =>
        Add(
            name,
            ValueTypes.Flag.Optional(static value => (bool?)value, static (writer, value) =>
            {
                if (value is { } flag)
                {
                    writer.WriteBooleanValue(flag);
                }
                else
                {
                    writer.WriteNullValue();
                }
            }),
            get,
            with,
            meaning);

    /// <summary>Adds one of the members of an enum, which need not be given.</summary>
    public OptionsSchema<TOptions> OptionalChoice<T>(string name, Func<TOptions, T?> get, Func<TOptions, T?, TOptions> with, string meaning)
        where T : struct, Enum => Add(
            name,
            ValueTypes.Choice(Enum.GetValues<T>(), EnumText.NameOf).Optional(
                static value => (T?)value, static (writer, value) => writer.WriteStringValue(value is { } choice ? EnumText.NameOf(choice) : null)),
            get,
            with,
            meaning);

    /// <summary>Adds one of the members of an enum.</summary>
    public OptionsSchema<TOptions> Choice<T>(string name, Func<TOptions, T> get, Func<TOptions, T, TOptions> with, string meaning)
        where T : struct, Enum => Choice(name, Enum.GetValues<T>(), EnumText.NameOf, get, with, meaning);

    /// <summary>Adds one of several named things.</summary>
    public OptionsSchema<TOptions> Choice<T>(
        string name, IEnumerable<T> choices, Func<T, string> nameOf, Func<TOptions, T> get, Func<TOptions, T, TOptions> with, string meaning) =>
        Add(name, ValueTypes.Choice(choices, nameOf), get, with, meaning);

    /// <summary>Adds a text that passes a test.</summary>
    public OptionsSchema<TOptions> Text(
        string name, string allowed, Func<string, bool> isAllowed, Func<TOptions, string> get, Func<TOptions, string, TOptions> with, string meaning) =>
        Add(name, ValueTypes.TextThat(allowed, isAllowed), get, with, meaning);

    /// <summary>Adds a text that need not be given.</summary>
    public OptionsSchema<TOptions> OptionalText(
        string name, int maximumLength, Func<TOptions, string?> get, Func<TOptions, string?, TOptions> with, string meaning) =>
        Add(name, ValueTypes.OptionalText(maximumLength), get, with, meaning);

    /// <summary>Adds a text that is read into a type of its own and need not be given.</summary>
    public OptionsSchema<TOptions> OptionalParsed<T>(
        string name, string type, string allowed, Func<string, T?> parse, Func<TOptions, T?> get, Func<TOptions, T?, TOptions> with, string meaning)
        where T : class => Add(name, ValueTypes.OptionalParsed(type, allowed, parse), get, with, meaning);

    /// <summary>Adds a path.</summary>
    /// <param name="name">Name of the key.</param>
    /// <param name="mustExist">True when the file is required; a device below <c>/dev</c> may be plugged in later.</param>
    /// <param name="get">Reads the value from the options.</param>
    /// <param name="with">Creates options with another value.</param>
    /// <param name="meaning">What the value means.</param>
    public OptionsSchema<TOptions> FilePath(
        string name, bool mustExist, Func<TOptions, string?> get, Func<TOptions, string?, TOptions> with, string meaning) =>
        Add(name, ValueTypes.FilePath, get, with, meaning, namesFile: mustExist);

    /// <summary>Adds all keys and rules of a section inside this one.</summary>
    public OptionsSchema<TOptions> Section<TInner>(
        string name, OptionsSchema<TInner> inner, Func<TOptions, TInner> get, Func<TOptions, TInner, TOptions> with)
    {
        _keys.AddRange(inner.Keys.Select(key => key.In(name, get, with)));
        _families.AddRange(inner.Families.Select(family => family.In(name, get, with)));
        _rules.Add(options => inner.Check(get(options)).Select(fault => fault with { Path = $"{name}:{fault.Path}" }));
        _hints.Add(options => inner.Hints(get(options)).Select(hint => hint with { Path = $"{name}:{hint.Path}" }));
        return this;
    }

    /// <summary>Adds sections with the same keys, whose names the configuration chooses.</summary>
    /// <param name="name">Name of the section that holds them.</param>
    /// <param name="nameAllowed">What the name of such a section looks like, for a message.</param>
    /// <param name="isName">True for a text that may be such a name.</param>
    /// <param name="inner">The keys of each.</param>
    /// <param name="namesIn">The names for which options hold values.</param>
    /// <param name="get">Reads the values of a name.</param>
    /// <param name="with">Creates options with other values of a name.</param>
    public OptionsSchema<TOptions> Sections<TInner>(
        string name,
        string nameAllowed,
        Func<string, bool> isName,
        OptionsSchema<TInner> inner,
        Func<TOptions, IEnumerable<string>> namesIn,
        Func<TOptions, string, TInner> get,
        Func<TOptions, string, TInner, TOptions> with)
    {
        _families.Add(new KeyFamily<TOptions>(name, nameAllowed, isName, KeysOf, namesIn));
        _keys.AddRange(namesIn(Defaults).SelectMany(KeysOf));
        return this;

        IReadOnlyList<ConfigurationKey<TOptions>> KeysOf(string one) =>
            [.. inner.Keys.Select(key => key.In<TOptions>($"{name}:{one}", options => get(options, one), (options, value) => with(options, one, value)))];
    }

    /// <summary>Adds the keys and rules of options that belong to this very section.</summary>
    public OptionsSchema<TOptions> Inline<TInner>(OptionsSchema<TInner> inner, Func<TOptions, TInner> get, Func<TOptions, TInner, TOptions> with)
    {
        _keys.AddRange(inner.Keys.Select(key => key.Here(get, with)));
        _families.AddRange(inner.Families.Select(family => family.Here(get, with)));
        _rules.Add(options => inner.Check(get(options)));
        _hints.Add(options => inner.Hints(get(options)));
        return this;
    }

    /// <summary>Adds a rule between keys.</summary>
    public OptionsSchema<TOptions> Rule(Func<TOptions, IEnumerable<KeyFault>> rule)
    {
        _rules.Add(rule);
        return this;
    }

    /// <summary>Adds a hint about what is allowed and could be better.</summary>
    public OptionsSchema<TOptions> Hint(Func<TOptions, IEnumerable<KeyFault>> hint)
    {
        _hints.Add(hint);
        return this;
    }

    private OptionsSchema<TOptions> Add<T>(
        string name,
        ValueType<T> type,
        Func<TOptions, T> get,
        Func<TOptions, T, TOptions> with,
        string meaning,
        string unit = "",
        bool namesFile = false)
    {
        var facts = new KeyFacts
        {
            Path = name,
            Type = type.Type,
            Allowed = type.Allowed,
            Range = type.Range,
            Limits = type.Limits,
            Meaning = meaning,
            Unit = unit,
            NamesFile = namesFile,
        };
        _keys.Add(new TypedKey<TOptions, T>(facts, type, get, with));
        return this;
    }
}
