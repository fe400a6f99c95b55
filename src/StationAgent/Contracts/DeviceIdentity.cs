namespace StationAgent.Contracts;

/// <summary>The two names that identify a device in topics and in the source of its events.</summary>
/// <param name="Station">Name of the station; see <see cref="IsValidName"/>.</param>
/// <param name="Device">Name of the device, also its MQTT client id; see <see cref="IsValidName"/>.</param>
internal sealed record DeviceIdentity(string Station, string Device)
{
    /// <summary>The longest name: MQTT 3.1.1 lets a broker refuse client ids that are longer than 23 bytes, real brokers take 64 and more.</summary>
    public const int MaximumNameLength = 64;

    /// <summary>The CloudEvents <c>source</c> of all events of this device.</summary>
    public string Source => $"/stations/{Station}/devices/{Device}";

    /// <summary>True for 1–64 letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, which have no special meaning in MQTT topics, URIs and file systems.</summary>
    public static bool IsValidName(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaximumNameLength || name[0] is '.' or '-')
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
