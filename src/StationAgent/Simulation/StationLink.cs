namespace StationAgent.Simulation;

/// <summary>The way between a simulated station and its broker: an embedded broker or a named one, with a relay where it is to be cut.</summary>
internal sealed class StationLink : IAsyncDisposable
{
    /// <summary>The port of MQTT without TLS, where an address names none.</summary>
    private const int DefaultPort = 1883;

    private readonly EmbeddedBroker? _embedded;
    private readonly LinkRelay? _relay;

    private StationLink(EmbeddedBroker? embedded, LinkRelay? relay, string brokerHost, int brokerPort)
    {
        _embedded = embedded;
        _relay = relay;
        BrokerHost = brokerHost;
        BrokerPort = brokerPort;
    }

    /// <summary>Where a subscriber finds the broker, also while the agent cannot reach it.</summary>
    public string BrokerHost { get; }

    /// <summary>The broker's TCP port.</summary>
    public int BrokerPort { get; }

    /// <summary>Where the agent finds the broker.</summary>
    public string AgentHost => _relay is null ? BrokerHost : "127.0.0.1";

    /// <summary>The agent's TCP port to the broker.</summary>
    public int AgentPort => _relay?.Port ?? BrokerPort;

    public static async Task<StationLink> OpenAsync(SimulateOptions options)
    {
        var embedded = options.Broker is null ? await EmbeddedBroker.StartAsync() : null;
        var host = options.Broker?.Host ?? "127.0.0.1";
        var port = options.Broker is { } broker ? (broker.IsDefaultPort || broker.Port < 0 ? DefaultPort : broker.Port) : embedded!.Port;
        return new StationLink(embedded, options.Offline is null ? null : new LinkRelay(host, port), host, port);
    }

    /// <summary>True while the agent can reach the broker.</summary>
    public bool IsJoined => _relay?.IsJoined ?? true;

    /// <summary>Takes the broker away from the agent.</summary>
    public void Cut() => _relay?.Cut();

    /// <summary>Gives the agent its broker back.</summary>
    public void Join() => _relay?.Join();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }

        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }
}
