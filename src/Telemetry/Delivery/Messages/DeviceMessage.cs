using System.Text.Json;
using System.Text.Json.Serialization;
using StationAgent.Failures;

namespace StationAgent.Telemetry.Delivery.Messages;

/// <summary>
/// The fields of all messages to the device; <see cref="ReceiptMessage"/> and <see cref="ReplayMessage"/> check which belong together.
/// </summary>
internal sealed class DeviceMessage
{
    // Enough for a receipt of some thousand ids.
    private const int MaximumBytes = 256 * 1024;

    [JsonPropertyName("storeepoch")]
    public string? StoreEpoch { get; init; }

    public long? UpTo { get; init; }

    public IReadOnlyList<string>? Ids { get; init; }

    public long? From { get; init; }

    public long? To { get; init; }

    public static bool TryRead(ReadOnlySpan<byte> payload, out DeviceMessage command, ref string problem)
    {
        command = new DeviceMessage();
        if (payload.Length > MaximumBytes)
        {
            problem = $"it has {payload.Length} bytes; at most {MaximumBytes} are read";
            return false;
        }

        try
        {
            if (JsonSerializer.Deserialize(payload, DeviceMessageJson.Default.DeviceMessage) is { } read)
            {
                command = read;
                return true;
            }
        }
        catch (JsonException exception)
        {
            problem = $"it {JsonProblem.Of(payload, DeviceMessageJson.Default.DeviceMessage, exception)}";
        }

        return false;
    }
}
