namespace StationAgent.Telemetry.Delivery;

/// <summary>What the reasons for sending have in common.</summary>
internal static class SendReasons
{
    /// <summary>False for an event that is sent again although it was delivered or set aside.</summary>
    public static bool IsOfPending(this SendReason reason) => reason is not (SendReason.Replay or SendReason.SecondChance);
}
