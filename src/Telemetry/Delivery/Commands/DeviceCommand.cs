namespace StationAgent.Telemetry.Delivery.Commands;

/// <summary>A command that the program carries out: it comes on <c>cmd/{name}</c>, and its answer goes to <c>rsp/{name}</c>.</summary>
/// <param name="Name">Last level of both topics, such as <c>grade</c>.</param>
/// <param name="Handle">
/// Carries the command out. It is called for one message at a time, of at most 4 KiB, whatever is in it, and the same message may come twice. What it throws is
/// logged, and there is no answer then.
/// </param>
public sealed record DeviceCommand(string Name, Func<ReadOnlyMemory<byte>, CancellationToken, Task<CommandAnswer>> Handle)
{
    /// <summary>The topic suffix under the device's root on which it comes.</summary>
    internal string Topic => "cmd/" + Name;

    /// <summary>The topic suffix of its answer.</summary>
    internal string AnswerTopic => "rsp/" + Name;
}
