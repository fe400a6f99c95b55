using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>
/// When to try to connect: pure arithmetic on the attempts so far. The same power cut hits a whole town and the same broker leaves every
/// station, so the first attempts are spread by a share that is the station's own, and later ones by full jitter: uniform between nothing and a
/// bound, which is the spread and a part that doubles, up to the cap. A bound without the spread would undo it: stations refused by a
/// busy broker would all be back within seconds.
/// </summary>
/// <param name="options">The bounds.</param>
/// <param name="spread">Over how long the stations' attempts are spread, from 0.</param>
public sealed class ReconnectSchedule(ReconnectOptions options, TimeSpan spread)
{
    private int _failures;

    /// <summary>When the first attempt comes after the start: the same for a station every time, uniform over stations.</summary>
    /// <param name="station">Name of the station.</param>
    /// <param name="device">Name of the device.</param>
    /// <param name="spread">The longest such delay.</param>
    public static TimeSpan FirstDelay(string station, string device, TimeSpan spread)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{station}/{device}"), hash);
        return spread * (BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)(1L << 32));
    }

    /// <summary>How long to wait after a session that failed or ended.</summary>
    /// <param name="connectedFor">How long the session was connected; zero when it did not get so far.</param>
    /// <param name="takenOver">
    /// True when another client with the same id pushed this one out: then the wait is at least half the cap.
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

    /// <summary>All is well again: the next wait starts from the base.</summary>
    public void Reset() => _failures = 0;

    /// <summary>The longest wait after so many failures in a row.</summary>
    /// <param name="failures">From 0.</param>
    public TimeSpan Bound(int failures)
    {
        // 2^30 times a millisecond is past every cap that may be configured.
        var bound = spread + (options.Base * Math.ScaleB(1, Math.Min(failures, 30)));
        return bound < options.Maximum ? bound : options.Maximum;
    }
}
