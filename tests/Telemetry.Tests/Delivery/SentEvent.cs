using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Tests;

/// <summary>An event that a <see cref="FakePublisher"/> has received.</summary>
internal sealed record SentEvent(long Sequence, string Payload, TaskCompletionSource<PublishReply> Reply)
{
    public void Fail(Exception exception) => Reply.TrySetException(exception);

    public void Answer(int code) => Reply.TrySetResult(new PublishReply(code, null));
}
