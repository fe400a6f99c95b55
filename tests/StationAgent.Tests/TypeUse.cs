using System.Reflection;
using System.Reflection.Emit;

namespace StationAgent.Tests;

/// <summary>Reads from compiled code which types a type uses: in its signatures, fields, attributes, locals and the instructions of its methods.</summary>
internal static class TypeUse
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>All types that a type mentions.</summary>
    public static HashSet<Type> Of(Type type)
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

    /// <summary>Whether a type is in a namespace or below it.</summary>
    public static bool IsIn(Type type, string name) =>
        string.Equals(type.Namespace, name, StringComparison.Ordinal) || type.Namespace?.StartsWith(name + ".", StringComparison.Ordinal) == true;

    /// <summary>Full name of the outermost type that a nested or generic type belongs to.</summary>
    public static string NameOf(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        var name = $"{type.Namespace}.{type.Name}";
        return name.Split('`')[0];
    }
}
