using System.Diagnostics;

namespace StationAgent.Benchmarks.Reports;

/// <summary>Work on one thread, run many times: wall time and processor time of each run.</summary>
internal sealed class Laps(int capacity)
{
    private long _wallStart;
    private long _cpuStart;

    public Durations Wall { get; } = new(capacity);

    public Durations Cpu { get; } = new(capacity);

    public void Start() => (_cpuStart, _wallStart) = (ThreadClock.GetTimestamp(), Stopwatch.GetTimestamp());

    public void Stop()
    {
        Wall.AddSince(_wallStart);
        Cpu.Add(ThreadClock.GetTimestamp() - _cpuStart);
    }
}
