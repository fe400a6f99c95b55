using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery;

/// <summary>Ends a link over which nothing arrives any more, even if the library still calls it connected.</summary>
internal sealed class LinkWatchdog(MqttLink link, TimeProvider time)
{
    // After half of the keep-alive without a packet a ping is sent, after one and a half the link is ended. It is checked several times
    // between.
    private const double PingAfter = 0.5;
    private const double DeadAfter = 1.5;
    private const double CheckEvery = 0.0625;

    /// <exception cref="LinkException">The link is dead.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (seen, seenAt) = (link.PacketsReceived, time.GetTimestamp());
        var pinged = false;
        using var timer = new PeriodicTimer(link.KeepAlive * CheckEvery, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (link.PacketsReceived != seen)
            {
                (seen, seenAt, pinged) = (link.PacketsReceived, time.GetTimestamp(), false);
                continue;
            }

            var silent = time.GetElapsedTime(seenAt);

            // A packet may have arrived up to one check earlier, and the next check may come slightly too early.
            if (silent >= link.KeepAlive * (DeadAfter - (2 * CheckEvery)))
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
