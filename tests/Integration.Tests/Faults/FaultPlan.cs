using System.Globalization;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>
/// How much of each fault is tried, which seed is used and where it is reported. Without the environment variables of <c>tests/faults/run</c> it
/// is the short form of the ordinary tests.
/// </summary>
internal static class FaultPlan
{
    private const string Prefix = "STATION_FAULTS_";

    private static readonly Lock Gate = new();

    /// <summary>How often: <c>STATION_FAULTS_{name}</c>, or the short form's number.</summary>
    public static int Number(string name, int shortForm) =>
        Environment.GetEnvironmentVariable(Prefix + name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : shortForm;

    /// <summary>A generator whose seed is reported; <c>STATION_FAULTS_SEED</c> repeats a run.</summary>
    public static Random Random(string fault)
    {
        var seed = Number("SEED", Environment.TickCount & 0xFFFFFF);
        Report(fault, $"seed {seed}");
        return new Random(seed);
    }

    /// <summary>Writes a line to the test's output and to the file <c>STATION_FAULTS_LOG</c>.</summary>
    public static void Report(string fault, string text)
    {
        var line = $"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {fault}: {text}";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (Environment.GetEnvironmentVariable(Prefix + "LOG") is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllText(file, line + "\n");
            }
        }
    }

    /// <summary>Reports the progress of a long run, each time a twentieth is done.</summary>
    public static void ReportProgress(string fault, int done, int of, Func<string> how)
    {
        if (of >= 100 && done % (of / 20) == 0)
        {
            Report(fault, $"{done} of {of}; {how()}");
        }
    }
}
