using System.Text.Json;
using System.Text.Json.Serialization;

namespace StationAgent.Contracts;

/// <summary>Enum members as lower snake case; numbers are refused on reading.</summary>
/// <typeparam name="T">The enum.</typeparam>
internal sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
