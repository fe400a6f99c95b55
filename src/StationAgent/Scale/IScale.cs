using StationAgent.Weighing;

namespace StationAgent.Scale;

/// <summary>A scale, real or simulated. Drivers deliver raw samples; <c>Weighing/</c> filters them.</summary>
internal interface IScale : IAsyncDisposable
{
    /// <summary>The name of this scale in a message.</summary>
    string Name { get; }

    /// <summary>What it sent that could not be used, since its driver was prepared; may be read on any thread.</summary>
    DroppedLines Dropped => DroppedLines.None;

    /// <summary>Waits for the next sample.</summary>
    /// <exception cref="IOException">The scale is lost; dispose it and open it again.</exception>
    ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken);
}
