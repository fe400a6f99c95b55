using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Believes in a link only as long as something arrives over it, whatever the library's flag says.</summary>
internal sealed class LinkWatch(MqttLink link, TimeProvider time)
{
    // Silence is answered with a ping at half of the keep-alive and ends the link at one and a half; between lie several looks.
    private const double PingAfter = 0.5;
    private const double DeadAfter = 1.5;
    private const double LookEvery = 0.0625;

    /// <exception cref="LinkException">The link is dead.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (seen, seenAt) = (link.PacketsReceived, time.GetTimestamp());
        var pinged = false;
        using var timer = new PeriodicTimer(link.KeepAlive * LookEvery, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (link.PacketsReceived != seen)
            {
                (seen, seenAt, pinged) = (link.PacketsReceived, time.GetTimestamp(), false);
                continue;
            }

            var silent = time.GetElapsedTime(seenAt);

            // What arrived was seen up to one look late, and the next look may come a hair too early.
            if (silent >= link.KeepAlive * (DeadAfter - (2 * LookEvery)))
            {
                throw new LinkException($"nothing has arrived from the broker for {silent.TotalSeconds:0.#} s");
            }

            if (!pinged && silent >= link.KeepAlive * PingAfter)
            {
                pinged = true;
                _ = link.PingAsync(cancellationToken);
            }
        }
    }
}
