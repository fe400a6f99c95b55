using System.Diagnostics;
using System.Globalization;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>strace, attached to a running agent, makes each sync of its store take long, as a worn card does. Disposing detaches it.</summary>
internal sealed class SlowSyncs : IAsyncDisposable
{
    private readonly Process _strace;

    private SlowSyncs(Process strace) => _strace = strace;

    /// <summary>Attaches; skips the test where strace is missing or may not trace.</summary>
    public static async Task<SlowSyncs> AttachAsync(int process, TimeSpan delay)
    {
        Faults.Tracer.SkipIfMissing();
        var microseconds = ((long)delay.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
        var strace = Process.Start(new ProcessStartInfo(
            Mosquitto.FindProgram("strace")!,
            ["-f", "-o", "/dev/null", "-p", process.ToString(CultureInfo.InvariantCulture), "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:delay_enter={microseconds}"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;

        // It says on its error output that it has attached.
        Assert.Contains("attached", await strace.StandardError.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        return new SlowSyncs(strace);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_strace.HasExited)
        {
            _strace.Kill();
            await _strace.WaitForExitAsync();
        }

        _strace.Dispose();
    }
}
