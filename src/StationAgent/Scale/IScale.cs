using StationAgent.Weighing;

namespace StationAgent.Scale;

/// <summary>A scale, or what stands in for one. Drivers give raw samples; <c>Weighing/</c> filters.</summary>
internal interface IScale : IAsyncDisposable
{
    /// <summary>What a person calls this scale in a message.</summary>
    string Name { get; }

    /// <summary>Waits for the next sample.</summary>
    /// <exception cref="IOException">The scale is lost; dispose it and open it again.</exception>
    ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken);
}
