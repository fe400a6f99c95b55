using System.Globalization;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Lets one log line per cause and minute through, and counts the others. What other programs send must not fill the journal, however often they send
/// it. All members may be called from any thread.
/// </summary>
/// <param name="now">Returns the running time.</param>
internal sealed class LogLimit(Func<TimeSpan> now)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    // Causes are names of this program, sometimes with a topic.
    private const int MaximumCauses = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (TimeSpan At, long Left)> _causes = new(StringComparer.Ordinal);

    /// <summary>Asks for a line.</summary>
    /// <param name="cause">What the line is about.</param>
    /// <returns>
    /// What to add to the line: empty, or a sentence that says how many lines of this cause were left out since the last one. Null when this line is left out too.
    /// </returns>
    public string? Take(string cause)
    {
        var at = now();
        lock (_gate)
        {
            var isKnown = _causes.TryGetValue(cause, out var last);
            if (isKnown && at - last.At < Period)
            {
                _causes[cause] = last with { Left = last.Left + 1 };
                return null;
            }

            if (!isKnown && _causes.Count >= MaximumCauses)
            {
                _causes.Clear();
            }

            _causes[cause] = (at, 0);
            return last.Left == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" {last.Left} more of this kind were left out.");
        }
    }
}
