using System.Reflection;
using System.Reflection.Emit;

namespace StationAgent.Tests;

/// <summary>
/// Finds what the types of a namespace use beyond what a pure function needs, by their signatures, fields, locals and the instructions of their
/// methods. What is allowed is listed, so that a new way to be impure is refused without being known here.
/// </summary>
internal static class Purity
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

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

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>One line for each forbidden use, in order.</summary>
    /// <param name="assembly">Where the namespace lives.</param>
    /// <param name="pureNamespace">The namespace to look at, with all below it.</param>
    /// <param name="friends">Other namespaces of the project it may use.</param>
    public static IReadOnlyList<string> Violations(Assembly assembly, string pureNamespace, string[] friends)
    {
        string[] allowed = [pureNamespace, .. friends, .. PureNamespaces];
        var types = assembly.GetTypes().Where(type => IsIn(type, pureNamespace)).ToArray();
        Xunit.Assert.NotEmpty(types);
        return
        [
            .. types
                .SelectMany(type => UsedBy(type).Where(used => !IsAllowed(used, allowed)).Select(used => $"{Outermost(type)} uses {Outermost(used)}"))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsAllowed(Type type, string[] allowed) =>
        !ImpureTypes.Contains(Outermost(type), StringComparer.Ordinal)
        && (allowed.Any(name => IsIn(type, name))
            || PureTypes.Contains(Outermost(type), StringComparer.Ordinal)
            || string.Equals(type.Namespace, "System", StringComparison.Ordinal)
            || IsMadeByTheCompiler(type));

    /// <summary>What the compiler puts beside the code, as the data of arrays.</summary>
    private static bool IsMadeByTheCompiler(Type type) => type.Namespace is null && Outermost(type).StartsWith(".<", StringComparison.Ordinal);

    private static bool IsIn(Type type, string name) =>
        string.Equals(type.Namespace, name, StringComparison.Ordinal) || type.Namespace?.StartsWith(name + ".", StringComparison.Ordinal) == true;

    private static string Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        var name = $"{type.Namespace}.{type.Name}";
        return name.Split('`')[0];
    }

    private static HashSet<Type> UsedBy(Type type)
    {
        HashSet<Type> used = [];
        Add(used, type.BaseType);
        Add(used, type.GetInterfaces());
        Add(used, type.GetCustomAttributesData().Select(attribute => attribute.AttributeType));
        foreach (var field in type.GetFields(All))
        {
            Add(used, field.FieldType);
        }

        foreach (var method in type.GetMembers(All).OfType<MethodBase>())
        {
            Add(used, method);
            if (method.GetMethodBody() is { } body)
            {
                Add(used, body.LocalVariables.Select(local => local.LocalType));
                foreach (var member in Mentioned(method, body.GetILAsByteArray() ?? []))
                {
                    Add(used, member);
                }
            }
        }

        return used;
    }

    private static void Add(HashSet<Type> used, MemberInfo member)
    {
        if (member is Type type)
        {
            Add(used, [type]);
            return;
        }

        Add(used, member.DeclaringType);
        switch (member)
        {
            case FieldInfo field:
                Add(used, field.FieldType);
                break;
            case MethodBase method:
                Add(used, method.GetParameters().Select(parameter => parameter.ParameterType));
                Add(used, (method as MethodInfo)?.ReturnType);
                if (method.IsGenericMethod)
                {
                    Add(used, method.GetGenericArguments());
                }

                break;
            default:
                break;
        }
    }

    private static void Add(HashSet<Type> used, Type? type) => Add(used, type is null ? [] : new[] { type });

    private static void Add(HashSet<Type> used, IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            if (type.HasElementType)
            {
                Add(used, type.GetElementType());
            }
            else if (!type.IsGenericParameter && used.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type) && type.IsGenericType)
            {
                Add(used, type.GetGenericArguments());
            }
        }
    }

    /// <summary>The types and members that the instructions of a method name.</summary>
    private static IEnumerable<MemberInfo> Mentioned(MethodBase method, byte[] code)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var i = 0; i < code.Length;)
        {
            var value = code[i] == 0xFE ? BitConverter.ToInt16([code[i + 1], 0xFE]) : code[i];
            var operation = OpCodesByValue[value];
            i += operation.Size;
            if (operation.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, i), typeArguments, methodArguments)!;
            }

            i += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, i)),
                _ => 4,
            };
        }
    }
}
