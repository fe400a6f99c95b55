using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Benchmarks.Links;

/// <summary>The device that the verbs publish as: <c>sa/v1/benchmark/{device}/…</c>.</summary>
internal static class BenchmarkDevice
{
    private const string Station = "benchmark";

    /// <summary>The topic of a suffix under a device.</summary>
    public static string Topic(string device, string suffix) => $"sa/v1/{Station}/{device}/{suffix}";

    /// <summary>The product's own settings but for spread and window: connections come at once.</summary>
    public static TelemetryOptions Options(string device, int port, int window) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Station = Station,
        Device = device,
        ConnectSpread = TimeSpan.Zero,
        Reconnect = new ReconnectOptions { Base = TimeSpan.FromMilliseconds(100), Maximum = TimeSpan.FromSeconds(1) },
        Window = window,
        WillDelay = TimeSpan.Zero,
    };
}
