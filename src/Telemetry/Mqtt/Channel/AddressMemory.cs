using System.Net;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>
/// Remembers which addresses failed lately. Success clears a failure, and time does: an address that was away must get its turn again. All members
/// may be called from any thread.
/// </summary>
/// <param name="time">Measures how long ago a failure was.</param>
internal sealed class AddressMemory(TimeProvider time)
{
    /// <summary>
    /// How long a failure counts: 10 min, twice the longest wait between two attempts, so that the attempt after a failure still knows of it.
    /// </summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    /// <summary>The most addresses that are remembered; a name server may give others each time.</summary>
    public const int Most = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, long> _failures = [];

    /// <summary>Notes that an address failed.</summary>
    public void Failed(IPAddress address)
    {
        lock (_gate)
        {
            _failures[address] = time.GetTimestamp();
            if (_failures.Count > Most)
            {
                _failures.Remove(_failures.MinBy(static one => one.Value).Key);
            }
        }
    }

    /// <summary>Notes that an address worked.</summary>
    public void Worked(IPAddress address)
    {
        lock (_gate)
        {
            _failures.Remove(address);
        }
    }

    /// <summary>Returns how long ago an address failed; null when it did not fail lately.</summary>
    public TimeSpan? FailedAgo(IPAddress address)
    {
        lock (_gate)
        {
            return _failures.TryGetValue(address, out var at) && time.GetElapsedTime(at) is var ago && ago < KeptFor ? ago : null;
        }
    }
}
