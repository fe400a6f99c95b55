using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>
/// Decides when to try to connect, from the attempts so far. A power cut hits a whole town, and a broker that fails leaves all its stations. So the
/// first attempts are spread by a share that each station has of its own, and later ones by full jitter: uniform between zero and a bound. The
/// bound is the spread plus a part that doubles, up to the cap. Without the spread in the bound, stations refused by a busy broker would all be
/// back within seconds.
/// </summary>
/// <param name="options">The bounds.</param>
/// <param name="spread">Over how long the stations' attempts are spread, from 0.</param>
public sealed class ReconnectSchedule(ReconnectOptions options, TimeSpan spread)
{
    private int _failures;

    /// <summary>Returns the delay of the first attempt after the start: always the same for a station, uniform over stations.</summary>
    /// <param name="station">The name of the station.</param>
    /// <param name="device">The name of the device.</param>
    /// <param name="spread">The longest such delay.</param>
    public static TimeSpan FirstDelay(string station, string device, TimeSpan spread)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{station}/{device}"), hash);
        return spread * (BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)(1L << 32));
    }

    /// <summary>Returns how long to wait after a session that failed or ended.</summary>
    /// <param name="connectedFor">How long the session was connected; zero when no connection was made.</param>
    /// <param name="takenOver">
    /// True when another client with the same client ID took over the session: then the wait is at least half the cap.
    /// </param>
    /// <param name="uniform">A random number from 0 up to 1.</param>
    public TimeSpan Next(TimeSpan connectedFor, bool takenOver, double uniform)
    {
        if (connectedFor > TimeSpan.Zero && connectedFor >= options.StableAfter)
        {
            Reset();
        }

        var bound = Bound(_failures++);
        return takenOver ? options.Maximum * (0.5 + (uniform / 2)) : bound * uniform;
    }

    /// <summary>Starts the next wait from the base.</summary>
    public void Reset() => _failures = 0;

    /// <summary>Returns the longest wait after a number of failures in a row.</summary>
    /// <param name="failures">The number of failures, from 0.</param>
    public TimeSpan Bound(int failures)
    {
        // 2^30 times a millisecond is past every cap that may be configured.
        var bound = spread + (options.Base * Math.ScaleB(1, Math.Min(failures, 30)));
        return bound < options.Maximum ? bound : options.Maximum;
    }
}
