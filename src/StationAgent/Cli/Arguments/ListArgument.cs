using System.CommandLine;

namespace StationAgent.Cli.Arguments;

/// <summary>Any number of values without an option's name: <c>classify IMAGE…</c>.</summary>
internal sealed class ListArgument<T> : Argument<T[]>, ITypedSymbol
{
    public ListArgument(string name, ValueKind<T> kind)
        : base(name)
    {
        Expected = kind.Expected;
        Arity = ArgumentArity.ZeroOrMore;
        CustomParser = result => ValueReading.All(result, name, kind);
    }

    /// <inheritdoc/>
    public string Expected { get; }

    /// <inheritdoc/>
    public bool IsList => true;
}
