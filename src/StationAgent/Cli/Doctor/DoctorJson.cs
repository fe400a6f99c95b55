using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Cli.Doctor;

/// <summary>The JSON of <c>doctor</c>, generated at build time.</summary>
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(StoreCounts))]
internal sealed partial class DoctorJson : JsonSerializerContext
{
    /// <summary>For people and files, not for web pages: characters are not escaped more than JSON requires.</summary>
    public static DoctorJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
