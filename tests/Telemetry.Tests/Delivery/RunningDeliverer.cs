using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Delivery.Pacing;

namespace StationAgent.Telemetry.Tests;

/// <summary>One link, which is lost on disposal.</summary>
internal sealed class RunningDeliverer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Deliverer _deliverer;
    private readonly SendWindow _window;

    public RunningDeliverer(Deliverer deliverer, SendWindow window)
    {
        _deliverer = deliverer;
        _window = window;
        Run = Task.Run(() => deliverer.RunAsync(_stop.Token, _stop.Token));
    }

    public Task Run { get; }

    public bool IsCompleted => Run.IsCompleted;

    /// <summary>The events that were in flight when the link was lost.</summary>
    public List<UnansweredEvent> Unanswered => _deliverer.Unanswered;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Run.WaitAsync(TimeSpan.FromSeconds(60));
        _deliverer.Dispose();
        _window.Dispose();
    }
}
