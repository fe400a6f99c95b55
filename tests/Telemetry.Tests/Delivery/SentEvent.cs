using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Tests;

/// <summary>An event that a <see cref="FakePublisher"/> has received.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Payload">Its text.</param>
/// <param name="Reply">The reply that the deliverer waits for.</param>
/// <param name="Answering">Called right before the reply.</param>
internal sealed record SentEvent(long Sequence, string Payload, TaskCompletionSource<PublishReply> Reply, Action? Answering)
{
    public void Fail(Exception exception)
    {
        Answering?.Invoke();
        Reply.TrySetException(exception);
    }

    public void Answer(int code)
    {
        Answering?.Invoke();
        Reply.TrySetResult(new PublishReply(code, null));
    }
}
