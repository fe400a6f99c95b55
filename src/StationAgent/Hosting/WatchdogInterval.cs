using System.Globalization;

namespace StationAgent.Hosting;

/// <summary>How often this process has to send a keep-alive to the watchdog.</summary>
internal static class WatchdogInterval
{
    /// <summary>Reads what systemd asks for.</summary>
    /// <param name="microseconds">The value of <c>WATCHDOG_USEC</c>.</param>
    /// <param name="processId">The value of <c>WATCHDOG_PID</c>; a watchdog for another process does not concern this one.</param>
    /// <param name="ownProcessId">This process.</param>
    /// <returns>
    /// A quarter of the time-out; null when there is no watchdog. A quarter and not the half that systemd recommends: when a look finds the loop
    /// without progress, no keep-alive is sent, but two more looks follow before the time-out, so only a lasting standstill ends the service.
    /// </returns>
    public static TimeSpan? From(string? microseconds, string? processId, int ownProcessId)
    {
        if (!long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var timeout) || timeout < 4)
        {
            return null;
        }

        var other = !string.IsNullOrEmpty(processId) && processId != ownProcessId.ToString(CultureInfo.InvariantCulture);
        return other ? null : TimeSpan.FromMicroseconds(Math.Min(timeout, TimeSpan.FromDays(1).TotalMicroseconds) / 4);
    }
}
