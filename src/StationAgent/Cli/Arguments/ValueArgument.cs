using System.CommandLine;

namespace StationAgent.Cli.Arguments;

/// <summary>A value without an option's name: <c>events show ID</c>.</summary>
internal sealed class ValueArgument<T> : Argument<T>, ITypedSymbol
{
    public ValueArgument(string name, ValueKind<T> kind)
        : base(name)
    {
        Expected = kind.Expected;
        CustomParser = result => ValueReading.One(result, name, kind);
    }

    /// <inheritdoc/>
    public string Expected { get; }

    /// <inheritdoc/>
    public bool IsList => false;
}
