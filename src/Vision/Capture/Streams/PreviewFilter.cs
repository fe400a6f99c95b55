namespace StationAgent.Vision.Capture.Streams;

/// <summary>
/// Tells a camera's pictures from the small previews that some cameras put behind each of them, as in a multi-picture file (CIPA DC-007). Not for use by two
/// threads at once.
/// </summary>
internal sealed class PreviewFilter
{
    /// <summary>A picture has fewer previews. After so many in a row the camera has changed the size of its pictures.</summary>
    private const int MostPreviews = 4;

    private uint _size;
    private int _previews;

    /// <summary>Takes the next whole picture.</summary>
    /// <param name="size">Its height and width, or any number that is the same for the same size.</param>
    /// <param name="isFirst">True for the first one of a part, or of an answer.</param>
    /// <returns>False for a preview.</returns>
    public bool IsPicture(uint size, bool isFirst)
    {
        // The first picture of a part counts, whatever its size. In a stream without parts nothing else tells a preview from the next picture: it has another size
        // than the picture before it.
        if (isFirst || _size == 0 || size == _size || _previews == MostPreviews)
        {
            (_size, _previews) = (size, 0);
            return true;
        }

        _previews++;
        return false;
    }
}
