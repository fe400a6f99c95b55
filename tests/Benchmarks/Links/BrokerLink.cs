namespace StationAgent.Benchmarks.Links;

/// <summary>The way to the broker: straight, or through a relay that makes it long.</summary>
internal sealed class BrokerLink(int port, int delayMs) : IAsyncDisposable
{
    private readonly DelayRelay? _relay = delayMs > 0 ? new DelayRelay(port, TimeSpan.FromMilliseconds(delayMs)) : null;

    /// <summary>The port on 127.0.0.1 to connect to.</summary>
    public int Port => _relay?.Port ?? port;

    /// <summary>Nothing, or <c>, 50 ms delay</c>: for reports.</summary>
    public override string ToString() => _relay is null ? string.Empty : $", {delayMs} ms delay";

    public ValueTask DisposeAsync() => _relay?.DisposeAsync() ?? ValueTask.CompletedTask;
}
