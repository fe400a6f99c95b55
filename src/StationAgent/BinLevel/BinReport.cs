using Microsoft.Extensions.Logging;
using StationAgent.BinLevel.Levels;
using StationAgent.Contracts;

namespace StationAgent.BinLevel;

/// <summary>Keeps what is known about the bin for <c>state/health</c>, and raises an alarm when it becomes nearly full or full.</summary>
/// <param name="source">What the level comes from.</param>
/// <param name="judge">The limits.</param>
/// <param name="raise">Stores an alarm: cause and detail; at most one per cause and hour is kept.</param>
/// <param name="logger">Receives a message about every change.</param>
internal sealed class BinReport(
    BinLevelSource source, FillJudge judge, Func<string, string, CancellationToken, Task> raise, ILogger logger)
{
    private BinHealth _health = new(PartState.Degraded, "not measured yet", source);
    private BinFill _fill = BinFill.HasRoom;

    /// <summary>The bin as it is reported.</summary>
    public BinHealth Health => Volatile.Read(ref _health);

    /// <summary>Raised when the state of the bin changes; a level that only rises waits for the next regular health.</summary>
    public event Action? HealthChanged;

    /// <summary>Takes a measured level.</summary>
    /// <param name="level">0–1.</param>
    /// <param name="grams">The mass of its contents; null when it is not weighed.</param>
    /// <param name="millimetres">The distance to its contents; null when it is not measured.</param>
    /// <param name="cancellationToken">Ends the wait for the alarm.</param>
    public async Task UpdateAsync(double level, double? grams, double? millimetres, CancellationToken cancellationToken)
    {
        var before = _fill;
        _fill = judge.Judge(before, level);
        var percent = Math.Round(level * 100);
        var detail = _fill switch
        {
            BinFill.Full => $"The bin is full ({percent} %).",
            BinFill.NearlyFull => $"The bin is nearly full ({percent} %).",
            _ => null,
        };
        var wasKnown = Health.Level is not null;
        Volatile.Write(ref _health, new BinHealth(detail is null ? PartState.Ok : PartState.Degraded, detail, source)
        {
            Level = Rounded.Share(level),
            Grams = grams is { } mass ? Rounded.Grams(mass) : null,
            Millimetres = millimetres is { } distance ? Math.Round(distance) : null,
        });
        if (!wasKnown)
        {
            Log.LevelKnown(logger);
        }

        if (!wasKnown || _fill != before)
        {
            HealthChanged?.Invoke();
        }

        if (_fill != before)
        {
            Log.Fill(logger, _fill, percent);
        }

        if (detail is not null && _fill > before)
        {
            await raise(_fill == BinFill.Full ? "bin_full" : "bin_nearly_full", detail, cancellationToken);
        }
    }

    /// <summary>Reports that the level is no longer known.</summary>
    public void ReportLost(string why)
    {
        var before = Health;
        if (before.Level is not null || before.Detail != why)
        {
            Volatile.Write(ref _health, new BinHealth(PartState.Degraded, why, source));
            Log.LevelLost(logger, why);
            HealthChanged?.Invoke();
        }
    }
}
