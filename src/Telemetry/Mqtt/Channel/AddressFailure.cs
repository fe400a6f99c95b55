using System.Net;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>An address to which no connection was made.</summary>
/// <param name="Address">The address.</param>
/// <param name="Reason">What was thrown; a <see cref="TimeoutException"/> when nothing answered.</param>
internal sealed record AddressFailure(IPAddress Address, Exception Reason)
{
    /// <summary>The address and the reason in plain words, without a full stop at the end.</summary>
    public override string ToString() => $"{Address}: {LinkFailureText.Of(Reason)}";
}
