using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace StationAgent.Testing;

/// <summary>An independent subscriber: mosquitto_sub, which connects again by itself. Disposing kills it.</summary>
public sealed class MosquittoSubscriber : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Action<string, string>? _sink;
    private readonly Lock _gate = new();
    private readonly List<(string Topic, string Payload)> _received = [];
    private bool _subscribed;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MosquittoSubscriber(Process process, Action<string, string>? sink)
    {
        _process = process;
        _sink = sink;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
    }

    /// <summary>All that has arrived, in order.</summary>
    public IReadOnlyList<(string Topic, string Payload)> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>Starts one and waits until it has subscribed.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="topic">Topic filter, QoS 1.</param>
    /// <param name="persistentId">Client id of a session that outlives disconnects; null for a clean one.</param>
    /// <param name="sink">Takes topic and payload of each message, one at a time, instead of <see cref="Received"/>: for very many of them.</param>
    public static async Task<MosquittoSubscriber> StartAsync(
        Mosquitto broker, string topic, string? persistentId = null, Action<string, string>? sink = null)
    {
        ArgumentNullException.ThrowIfNull(broker);

        // Its debug lines tell of the subscription; stdbuf keeps them from waiting in a buffer.
        var arguments = new List<string>
        {
            "-oL", Mosquitto.FindProgram("mosquitto_sub")!, "-d", "-h", "127.0.0.1", "-p", broker.Port.ToString(CultureInfo.InvariantCulture),
            "-V", "mqttv5", "-q", "1", "-t", topic, "-F", "> %t %p",
        };
        if (persistentId is not null)
        {
            arguments.AddRange(["-c", "-i", persistentId, "-x", "3600"]);
        }

        var process = Process.Start(new ProcessStartInfo("stdbuf", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var subscriber = new MosquittoSubscriber(process, sink);
        process.BeginOutputReadLine();
        await subscriber.WaitUntilAsync(() => subscriber._subscribed, "its subscription");
        return subscriber;
    }

    /// <summary>Waits until what has arrived fulfils a condition.</summary>
    public Task WaitForAsync(Func<IReadOnlyList<(string Topic, string Payload)>, bool> condition, string what) =>
        WaitUntilAsync(() => condition(Received), what);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitUntilAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            Task news;
            lock (_gate)
            {
                news = _news.Task;
            }

            if (condition())
            {
                return;
            }

            try
            {
                await news.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"The subscriber waited in vain for {what}; it has {Received.Count} messages.");
            }
        }
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        TaskCompletionSource news;
        lock (_gate)
        {
            if (line.StartsWith("> ", StringComparison.Ordinal) && line.Split(' ', 3) is [_, var topic, var payload])
            {
                if (_sink is not null)
                {
                    _sink(topic, payload);
                    return;
                }

                _received.Add((topic, payload));
            }

            _subscribed |= line.Contains("SUBACK", StringComparison.Ordinal);
            news = _news;
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        news.TrySetResult();
    }
}
