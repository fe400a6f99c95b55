using StationAgent.Benchmarks.Reports;

namespace StationAgent.Benchmarks.Idle;

/// <summary>What an idle station costs.</summary>
/// <param name="Expense">Time, processor time and memory of the process.</param>
/// <param name="Samples">Samples of the scale in that time.</param>
/// <param name="Frames">Pictures in that time.</param>
/// <param name="OtherBytes">Memory allocated, without the pictures themselves.</param>
internal sealed record IdleFigures(Expense Expense, long Samples, long Frames, long OtherBytes)
{
    /// <summary>Processor time as a share of one core, in percent.</summary>
    public double Percent => Expense.CpuSeconds / Expense.Seconds * 100;
}
