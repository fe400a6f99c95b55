using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace StationAgent.Telemetry.Delivery.Commands;

/// <summary>
/// Has the commands of the backend carried out, one at a time and in their order, and keeps the answers until there is a link. Neither survives a restart: a
/// sender that gets no answer sends the command again.
/// </summary>
/// <param name="logger">Where problems are reported.</param>
/// <param name="limit">For log lines that the backend can cause.</param>
internal sealed class CommandRunner(ILogger logger, LogLimit limit)
{
    /// <summary>The largest command, in bytes.</summary>
    public const int MaximumBytes = 4 * 1024;

    /// <summary>The number of commands, and of answers, that may wait.</summary>
    public const int MaximumWaiting = 64;

    private readonly Channel<(DeviceCommand Command, ReadOnlyMemory<byte> Payload)> _inbox =
        Channel.CreateBounded<(DeviceCommand, ReadOnlyMemory<byte>)>(new BoundedChannelOptions(MaximumWaiting) { SingleReader = true });

    // The oldest answer is the one whose sender has most likely asked again.
    private readonly Channel<ReadyAnswer> _answers =
        Channel.CreateBounded<ReadyAnswer>(new BoundedChannelOptions(MaximumWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>The commands that are known.</summary>
    public IReadOnlyList<DeviceCommand> Known { get; set; } = [];

    /// <summary>The answers that wait for a link.</summary>
    public ChannelReader<ReadyAnswer> Answers => _answers.Reader;

    /// <summary>Takes a command; returns at once.</summary>
    /// <param name="topic">Its topic suffix.</param>
    /// <param name="payload">The message.</param>
    /// <returns>Why it is not carried out, as the end of a sentence; empty when it is, or when it is not known here.</returns>
    public string Take(string topic, ReadOnlyMemory<byte> payload)
    {
        foreach (var command in Known)
        {
            if (command.Topic == topic)
            {
                return payload.Length > MaximumBytes
                    ? $"it has {payload.Length} bytes; at most {MaximumBytes} are read"
                    : _inbox.Writer.TryWrite((command, payload)) ? string.Empty : $"{MaximumWaiting} commands are already waiting";
            }
        }

        return string.Empty;
    }

    /// <summary>Carries commands out until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (command, payload) in _inbox.Reader.ReadAllAsync(cancellationToken))
            {
                await HandleAsync(command, payload, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is ending, which is not a failure.
        }
    }

    private async Task HandleAsync(DeviceCommand command, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await command.Handle(payload, cancellationToken);
            if (answer.Problem is { } problem && limit.Take("refused " + command.Topic) is { } more)
            {
                Log.CommandRefused(logger, command.Topic, problem, more);
            }

            _answers.Writer.TryWrite(new ReadyAnswer(command.AnswerTopic, answer.Payload));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            // Whatever a command fails with, events have to flow.
            if (limit.Take("failed " + command.Topic) is { } more)
            {
                Log.CommandFailed(logger, failure, command.Topic, more);
            }
        }
    }
}
