using Microsoft.Extensions.Logging;
using StationAgent.Clock;

namespace StationAgent.Station.Recording;

/// <summary>Lets one alarm per cause and hour through, and never an alarm about an alarm. An alarm that cannot be stored is reported only in the log.</summary>
internal sealed class AlarmLimiter(EventCommitter committer, TimeProvider time, ILogger<AlarmLimiter> logger)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TimeSpan> _raised = new(StringComparer.Ordinal);

    /// <summary>Stores an alarm unless the same cause was stored within the last hour.</summary>
    /// <param name="cause">Reason code in lower snake case; from a fixed set, so that this memory stays small.</param>
    /// <param name="detail">The message for people.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RaiseAsync(string cause, string detail, CancellationToken cancellationToken)
    {
        var now = time.SinceBoot();
        lock (_gate)
        {
            if (_raised.TryGetValue(cause, out var last) && now - last < Quiet)
            {
                return;
            }

            _raised[cause] = now;
        }

        Log.Alarm(logger, cause, detail);
        try
        {
            await committer.AlarmAsync(cause, detail, cancellationToken);
        }
        catch (StorageException failure)
        {
            lock (_gate)
            {
                // It was not stored, so it was not raised: the next occurrence tries again.
                _raised.Remove(cause);
            }

            Log.AlarmNotStored(logger, cause, failure.Message);
        }
    }
}
