using System.Text.Json;
using System.Text.Json.Serialization;

namespace StationAgent.Telemetry.Delivery.Messages;

/// <summary>The fields of all documents that come to the device; which of them belong together is judged by who reads them.</summary>
internal sealed class DeviceCommand
{
    // A receipt of some thousand ids; nobody has to send more at once.
    private const int MaximumBytes = 256 * 1024;

    [JsonPropertyName("storeepoch")]
    public string? StoreEpoch { get; init; }

    public long? UpTo { get; init; }

    public IReadOnlyList<string>? Ids { get; init; }

    public long? From { get; init; }

    public long? To { get; init; }

    public static bool TryRead(ReadOnlySpan<byte> payload, out DeviceCommand command, ref string problem)
    {
        command = new DeviceCommand();
        if (payload.Length > MaximumBytes)
        {
            problem = $"it has {payload.Length} bytes; at most {MaximumBytes} are read";
            return false;
        }

        try
        {
            if (JsonSerializer.Deserialize(payload, DeviceCommandJson.Default.DeviceCommand) is { } read)
            {
                command = read;
                return true;
            }
        }
        catch (JsonException exception)
        {
            problem = exception.Message;
        }

        return false;
    }
}
