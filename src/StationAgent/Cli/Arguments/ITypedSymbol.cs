namespace StationAgent.Cli.Arguments;

/// <summary>An option or argument that takes a value of a <see cref="ValueKind{T}"/>.</summary>
internal interface ITypedSymbol
{
    /// <summary>The kind of its value as a person would name it.</summary>
    string Expected { get; }

    /// <summary>True when it may be given more than once.</summary>
    bool IsList { get; }
}
