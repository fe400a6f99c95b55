using System.Reflection;

namespace StationAgent.Tests;

/// <summary>
/// Finds what the types of a namespace use beyond what a pure function needs, by their signatures, fields, locals and the instructions of their
/// methods. What is allowed is listed, so that a new way to be impure is refused without being known here.
/// </summary>
internal static class Purity
{
    private static readonly string[] PureNamespaces =
    [
        "System.Buffers",
        "System.Collections",
        "System.Diagnostics.CodeAnalysis",
        "System.Globalization",
        "System.Linq",
        "System.Numerics",
        "System.Runtime.CompilerServices",
        "System.Text",
        "Microsoft.CodeAnalysis",
    ];

    /// <summary>The debugger's attributes, the exception for what cannot happen, and what collection expressions are made of.</summary>
    private static readonly string[] PureTypes =
    [
        "System.Diagnostics.DebuggerBrowsableAttribute",
        "System.Diagnostics.DebuggerBrowsableState",
        "System.Diagnostics.DebuggerHiddenAttribute",
        "System.Diagnostics.UnreachableException",
        "System.Runtime.InteropServices.CollectionsMarshal",
        "System.Runtime.InteropServices.ImmutableCollectionsMarshal",
        "System.Runtime.InteropServices.InAttribute",
        "System.Runtime.InteropServices.MemoryMarshal",
    ];

    /// <summary>What stands among the pure and reads a clock, draws lots, touches the machine or waits.</summary>
    private static readonly string[] ImpureTypes =
    [
        "System.AppContext",
        "System.Console",
        "System.DateTime",
        "System.DateTimeOffset",
        "System.Environment",
        "System.GC",
        "System.Guid",
        "System.Random",
        "System.Runtime.CompilerServices.IAsyncStateMachine",
        "System.TimeProvider",
        "System.TimeZoneInfo",
    ];

    /// <summary>One line for each forbidden use, in order.</summary>
    /// <param name="assembly">Where the namespace lives.</param>
    /// <param name="pureNamespace">The namespace to look at, with all below it.</param>
    /// <param name="friends">Other namespaces of the project it may use.</param>
    public static IReadOnlyList<string> Violations(Assembly assembly, string pureNamespace, string[] friends)
    {
        string[] allowed = [pureNamespace, .. friends, .. PureNamespaces];
        var types = assembly.GetTypes().Where(type => TypeUse.IsIn(type, pureNamespace)).ToArray();
        Xunit.Assert.NotEmpty(types);
        return
        [
            .. types
                .SelectMany(type => TypeUse.Of(type).Where(used => !IsAllowed(used, allowed)).Select(used => $"{TypeUse.NameOf(type)} uses {TypeUse.NameOf(used)}"))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsAllowed(Type type, string[] allowed) =>
        !ImpureTypes.Contains(TypeUse.NameOf(type), StringComparer.Ordinal)
        && (allowed.Any(name => TypeUse.IsIn(type, name))
            || PureTypes.Contains(TypeUse.NameOf(type), StringComparer.Ordinal)
            || string.Equals(type.Namespace, "System", StringComparison.Ordinal)
            || IsMadeByTheCompiler(type));

    /// <summary>What the compiler puts beside the code, as the data of arrays.</summary>
    private static bool IsMadeByTheCompiler(Type type) => type.Namespace is null && TypeUse.NameOf(type).StartsWith(".<", StringComparison.Ordinal);
}
