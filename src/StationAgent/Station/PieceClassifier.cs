using StationAgent.Camera;
using StationAgent.Vision;
using StationAgent.Vision.Decisions;

namespace StationAgent.Station;

/// <summary>Classifies the frames of one piece at a time, outside the loop: the network owns preallocated buffers.</summary>
internal sealed class PieceClassifier(PieceRecogniser recogniser) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Recognises one piece.</summary>
    /// <exception cref="ClassificationException">The network failed.</exception>
    public async Task<Recognition> ClassifyAsync(PieceFrames frames, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => recogniser.Recognise(frames.Reference, frames.Frames), cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Native inference throws exceptions of many types; each means the same here: this piece cannot be judged.
            throw new ClassificationException(failure.Message, failure);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();
}
