using System.Globalization;
using StationAgent.Vision.Capture;

namespace StationAgent.Cli.Doctor;

/// <summary>Runs the checks of <c>doctor</c> one after the other, so that none disturbs another one's measurement, and gives up on a check that exceeds its limit.</summary>
internal static class DoctorRunner
{
    /// <summary>How long a check may take to end after its limit; then the run goes on without it. A hanging disk or driver does not react to a cancellation.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs the checks.</summary>
    /// <param name="checks">The checks, in the order of the results.</param>
    /// <param name="begins">Called with the area of each before it begins.</param>
    /// <param name="time">For the limits.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(
        IEnumerable<IDoctorCheck> checks, Action<string> begins, TimeProvider time, CancellationToken cancellationToken)
    {
        var results = new List<CheckResult>();
        foreach (var check in checks)
        {
            begins(check.Area);
            results.AddRange(await RunAsync(check, time, cancellationToken));
        }

        return results;
    }

    private static async Task<IReadOnlyList<CheckResult>> RunAsync(IDoctorCheck check, TimeProvider time, CancellationToken cancellationToken)
    {
        var findings = new Findings(check.Area);
        using var limit = new CancellationTokenSource(check.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await Task.Run(() => check.RunAsync(findings, either.Token), cancellationToken)
                .WaitAsync(check.Limit + Grace, time, cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            findings.Failed(
                "time",
                string.Create(CultureInfo.InvariantCulture, $"this check did not finish within {check.Limit.TotalSeconds:0} s"),
                "Something hangs: check the cable and the device, then the kernel's log (dmesg).");
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            findings.Failed("check", $"the check itself failed: {FailureText.Of(failure.GetBaseException())}", "Report it with a bundle (doctor --bundle FILE).");
        }

        return findings.Close();
    }
}
