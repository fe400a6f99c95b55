using System.Diagnostics;
using System.Globalization;
using System.Text;
using StationAgent.Benchmarks.Store;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>What a consumer with its own session has received, by the ids in the payloads.</summary>
internal sealed class ReceivedEvents : IAsyncDisposable
{
    private const string IdBegins = "\"id\":\"";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(40);

    private readonly Lock _gate = new();
    private readonly HashSet<long> _seen = [];
    private MosquittoSubscriber? _subscriber;
    private long _last = -1;
    private int _duplicates;
    private int _outOfOrder;
    private int _altered;

    /// <summary>Different events.</summary>
    public int Count => Locked(() => _seen.Count);

    /// <summary>Receptions of an event that had been received before.</summary>
    public int Duplicates => Locked(() => _duplicates);

    /// <summary>First receptions that came after one with a higher id.</summary>
    public int OutOfOrder => Locked(() => _outOfOrder);

    /// <summary>Payloads that are not those that were appended.</summary>
    public int Altered => Locked(() => _altered);

    public bool Has(long id) => Locked(() => _seen.Contains(id));

    /// <summary>Subscribes to the events of all devices.</summary>
    public static async Task<ReceivedEvents> StartAsync(Mosquitto broker)
    {
        var received = new ReceivedEvents();
        received._subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/+/+/evt/#", "consumer", received.Take);
        return received;
    }

    /// <summary>Waits until this number of different events has arrived.</summary>
    public Task WaitForAsync(int count) => UntilAsync(() => Count >= count, $"{count} events");

    /// <summary>Waits for a condition.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < Limit, $"the consumer did not get {what} in time; it has {Count} events");
            await Task.Delay(Look, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until nothing has come for a moment: what a killed sender had handed over has arrived.</summary>
    public async Task SettleAsync()
    {
        int before;
        do
        {
            before = Count + Duplicates;
            await Task.Delay(Quiet, TimeProvider.System, TestContext.Current.CancellationToken);
        }
        while (Count + Duplicates > before);
    }

    /// <summary>Nothing altered, first receptions in order.</summary>
    public void Check()
    {
        Assert.Equal(0, Altered);
        Assert.Equal(0, OutOfOrder);
    }

    public ValueTask DisposeAsync() => _subscriber?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Take(string topic, string payload)
    {
        var begin = payload.IndexOf(IdBegins, StringComparison.Ordinal) + IdBegins.Length;
        var end = payload.IndexOf('"', Math.Max(begin, 0));
        var isEvent = long.TryParse(payload.AsSpan(begin, Math.Max(end - begin, 0)), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        lock (_gate)
        {
            if (!isEvent || !Encoding.UTF8.GetBytes(payload).AsSpan().SequenceEqual(Payload.Create(id)))
            {
                _altered++;
            }
            else if (!_seen.Add(id))
            {
                _duplicates++;
            }
            else
            {
                _outOfOrder += id < _last ? 1 : 0;
                _last = Math.Max(_last, id);
            }
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
