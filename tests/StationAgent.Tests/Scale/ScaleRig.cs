using StationAgent.Scale;

namespace StationAgent.Tests.Scale;

/// <summary>What the contract of scales needs of a device.</summary>
/// <param name="Open">Opens the scale.</param>
/// <param name="VanishAsync">Takes the device away for good.</param>
/// <param name="CloseAsync">Cleans up.</param>
internal sealed record ScaleRig(Func<IScale> Open, Func<Task> VanishAsync, Func<ValueTask> CloseAsync) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => CloseAsync();
}
