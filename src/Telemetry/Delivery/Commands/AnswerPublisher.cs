using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery.Commands;

/// <summary>
/// Publishes the answers to commands over one link, one at a time: QoS 1, not retained. An answer that the broker refuses, ignores or ends the link at is left out
/// and keeps no event from being delivered.
/// </summary>
internal sealed class AnswerPublisher(CommandRunner commands, MqttLink link, SendWindow window, DeliveryContext context)
{
    private OptionalRequests Requests => context.Memory.Requests;

    /// <summary>Publishes until cancelled.</summary>
    /// <exception cref="LinkException">The link failed, or the broker ignores an answer.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var answer in commands.Answers.ReadAllAsync(cancellationToken))
        {
            await window.TakeAsync(cancellationToken);
            try
            {
                if (link.SizeOf(answer.Topic, answer.Payload.Length) <= link.MaximumPacketSize && Requests.TryBegin(RequestKind.Answer, answer.Topic, context.Now))
                {
                    await PublishAsync(answer, cancellationToken);
                }
            }
            finally
            {
                window.Release();
            }
        }
    }

    private async Task PublishAsync(ReadyAnswer answer, CancellationToken cancellationToken)
    {
        var seen = link.PacketsReceived;
        try
        {
            var reply = await link.PublishAnswerAsync(answer.Topic, answer.Payload, cancellationToken);
            var verdict = PublishVerdicts.Of(reply.Code);
            if (verdict == PublishVerdict.NotAuthorised)
            {
                Requests.Refused(RequestKind.Answer, answer.Topic, context.Now);
            }
            else
            {
                Requests.Answered(RequestKind.Answer, answer.Topic);
            }

            if (verdict != PublishVerdict.Delivered && context.Limit.Take("refused " + answer.Topic) is { } more)
            {
                Log.AnswerRefused(context.Logger, answer.Topic, PublishVerdicts.Explain(reply.Code), more);
            }
        }
        catch (LinkException failure) when (failure.IsTimeout && link.PacketsReceived != seen)
        {
            // As with a state document: its place in the broker's window stays taken over this link, so a new one is needed.
            Requests.Ignored(RequestKind.Answer, answer.Topic, context.Now);
            throw;
        }
    }
}
