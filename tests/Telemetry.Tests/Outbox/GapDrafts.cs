using System.Text;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Tests;

/// <summary>Gap events as tests need them.</summary>
internal static class GapDrafts
{
    /// <summary>Records each gap.</summary>
    public static Func<StoreGap, EventDraft> Into(List<StoreGap> gaps) => gap =>
    {
        gaps.Add(gap);
        return new EventDraft("evt/gap", EventClass.Record, id => Encoding.UTF8.GetBytes($"{id} {gap.Detail}"));
    };
}
