using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace StationAgent.Testing;

/// <summary>A terminal that speaks MT-SICS as far as the agent needs it; it answers, streams every 20 ms, and misbehaves when it is told to.</summary>
public sealed class ScriptedTerminal(bool knowsStream = true)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _line = new(1);
    private readonly ConcurrentQueue<byte[]> _disturbances = new();
    private volatile bool _streams;

    /// <summary>What lies on it.</summary>
    public double Grams { get; set; } = 12.5;

    /// <summary>Every command it was sent.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>True: it answers nothing, as one that hangs.</summary>
    public bool IsSilent { get; set; }

    /// <summary>It loses power for a moment and with it what it was asked to do; it says nothing about it.</summary>
    public void PowerCycle() => _streams = false;

    /// <summary>Sends bytes as they are, before the next weight of the stream.</summary>
    public void Disturb(byte[] bytes) => _disturbances.Enqueue(bytes);

    /// <summary>Asked for what lies on it, before each weight; null to keep to <see cref="Grams"/>.</summary>
    public Func<double>? Load { get; set; }

    /// <summary>Talks over a connection until it ends.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="cancellationToken">Ends it from here.</param>
    public async Task RunAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _streams = false;
        using var timer = new PeriodicTimer(Pace, TimeProvider.System);
        var answering = AnswerAsync(stream, cancellationToken);
        while (!answering.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (_streams && !IsSilent)
            {
                await WriteAsync(stream, _disturbances.TryDequeue(out var bytes) ? bytes : Weight(), cancellationToken);
            }
        }

        await answering;
    }

    private async Task AnswerAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken) is { } command)
        {
            Commands.Enqueue(command);
            if (IsSilent)
            {
                continue;
            }

            switch (command)
            {
                case "I4":
                    await WriteAsync(stream, "I4 A \"B021002593\"\r\n"u8.ToArray(), cancellationToken);
                    break;
                case "SI":
                    await WriteAsync(stream, Weight(), cancellationToken);
                    break;
                case "SIR" when knowsStream:
                    _streams = true;
                    break;
                default:
                    await WriteAsync(stream, "ES\r\n"u8.ToArray(), cancellationToken);
                    break;
            }
        }
    }

    private byte[] Weight() => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"S D {Load?.Invoke() ?? Grams,10:0.00} g\r\n"));

    private async Task WriteAsync(Stream stream, byte[] bytes, CancellationToken cancellationToken)
    {
        await _line.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
        }
        finally
        {
            _line.Release();
        }
    }
}
