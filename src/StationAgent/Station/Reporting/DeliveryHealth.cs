using System.Globalization;
using StationAgent.Contracts;
using StationAgent.Telemetry.Delivery;

namespace StationAgent.Station.Reporting;

/// <summary>Judges delivery to the broker by its progress. Pure.</summary>
internal static class DeliveryHealth
{
    /// <summary>Returns its health.</summary>
    /// <param name="delivery">The state of delivery.</param>
    /// <param name="stall">For how long the oldest event has not got through while the link was up; null while there is progress.</param>
    /// <param name="setAside">The number of events that are set aside.</param>
    public static PartHealth Of(TelemetrySnapshot delivery, TimeSpan? stall, long setAside)
    {
        var problems = new List<string>();
        if (delivery.PausedTopics.Count > 0)
        {
            problems.Add($"the broker accepts no events of {string.Join(", ", delivery.PausedTopics)}{Last(delivery)}");
        }
        else if (stall is { } stalled)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"the oldest event has not got through for {Math.Floor(stalled.TotalSeconds)} s although the broker is connected{Last(delivery)}"));
        }

        if (setAside > 0)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture, $"{setAside} events are set aside and need to be checked: station-agent events list --state setaside"));
        }

        return problems.Count == 0 ? PartHealth.Ok : new PartHealth(PartState.Degraded, string.Join("; ", problems));
    }

    private static string Last(TelemetrySnapshot delivery) => delivery switch
    {
        { LastRefusal: { } refusal } => $"; last answer: {refusal}",
        { AwaitingReceipt: > 0 } => string.Create(CultureInfo.InvariantCulture, $"; {delivery.AwaitingReceipt} events wait for the receipt of the backend"),
        _ => string.Empty,
    };
}
