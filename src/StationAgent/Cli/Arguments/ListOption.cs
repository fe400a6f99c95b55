using System.CommandLine;

namespace StationAgent.Cli.Arguments;

/// <summary>An option with one or more values: <c>--only camera scale</c>.</summary>
internal sealed class ListOption<T> : Option<T[]>, ITypedSymbol
{
    public ListOption(string name, ValueKind<T> kind)
        : base(name)
    {
        Expected = kind.Expected;
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = true;
        CustomParser = result => ValueReading.All(result, name, kind);
    }

    /// <inheritdoc/>
    public string Expected { get; }

    /// <inheritdoc/>
    public bool IsList => true;
}
