using System.Text.Json;

namespace StationAgent.Configuration;

/// <summary>How a member of an enum is written in a configuration: in lower snake case.</summary>
internal static class EnumText
{
    /// <summary>Its name.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
