using System.Runtime.InteropServices;

namespace StationAgent.Cli;

/// <summary>Turns the signals that ask a process to end into a cancellation.</summary>
internal sealed class Interruption : IDisposable
{
    // A command that does not end by itself, such as one that waits for Enter, is ended after this time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // The signals of the service, kept registered to the end of the process.
    private static readonly List<PosixSignalRegistration> Kept = [];

    private readonly CancellationTokenSource _requested = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly bool _isService;
    private int _signals;

    private Interruption(bool isService, params PosixSignal[] signals)
    {
        _isService = isService;
        _registrations = Array.ConvertAll(signals, signal => PosixSignalRegistration.Create(signal, Take));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Requested => _requested.Token;

    /// <summary>
    /// For the service: every signal asks for the clean end, repeated ones too. Whoever starts the service decides how long it may take. Signals stay registered when
    /// this is disposed: one that comes while the process ends would else kill it, and a clean end would look like a failure.
    /// </summary>
    public static Interruption OfService() => new(isService: true, PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT);

    /// <summary>For all other commands: the first signal asks for the end, and the second one, or 2 s later, ends the process at once.</summary>
    public static Interruption OfCommand() => new(isService: false, PosixSignal.SIGTERM, PosixSignal.SIGINT);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isService)
        {
            Kept.AddRange(_registrations);
            return;
        }

        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _requested.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;

        // As a shell reports a program that the signal has ended: 128 + its number.
        var code = context.Signal == PosixSignal.SIGINT ? 130 : 143;
        if (Interlocked.Increment(ref _signals) == 1)
        {
            _ = EndAsync(code);
        }
        else if (!_isService)
        {
            Environment.Exit(code);
        }
    }

    private async Task EndAsync(int code)
    {
        // Not on this thread: what is cancelled may run long.
        await _requested.CancelAsync();
        if (!_isService)
        {
            await Task.Delay(Patience, TimeProvider.System, CancellationToken.None);
            Environment.Exit(code);
        }
    }
}
