using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Tests;

/// <summary>An event as a <see cref="FakePublisher"/> got it.</summary>
internal sealed record SentEvent(long Sequence, string Payload, TaskCompletionSource<PublishReply> Reply)
{
    public void Answer(int code) => Reply.TrySetResult(new PublishReply(code, null));
}
