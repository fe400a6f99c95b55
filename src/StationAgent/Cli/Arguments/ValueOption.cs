using System.CommandLine;

namespace StationAgent.Cli.Arguments;

/// <summary>An option with one value. Every option that is not a flag is one of these or a <see cref="ListOption{T}"/>, so that each refuses a wrong value in the same way.</summary>
internal sealed class ValueOption<T> : Option<T>, ITypedSymbol
{
    public ValueOption(string name, ValueKind<T> kind)
        : base(name)
    {
        Expected = kind.Expected;
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = result => ValueReading.One(result, name, kind);
    }

    /// <inheritdoc/>
    public string Expected { get; }

    /// <inheritdoc/>
    public bool IsList => false;
}
