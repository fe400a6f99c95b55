using System.Collections.Immutable;
using StationAgent.Vision;
using StationAgent.Vision.Capture;

namespace StationAgent.Camera;

/// <summary>
/// The last pictures of the empty tray that differ from each other, newest first. One is not enough: a piece that was laid down while the scale did not see it is
/// on the next picture that serves as a reference, and would hide the empty tray for good. Safe for use by several threads.
/// </summary>
internal sealed class EmptyPictures
{
    /// <summary>More than the pieces that are laid down unseen one after another, and few enough to compare all of them every few seconds.</summary>
    private const int Capacity = 4;

    private readonly Lock _adding = new();
    private readonly FrameLikeness _likeness = new();
    private volatile ImmutableList<Frame> _pictures = [];

    /// <summary>The pictures, newest first.</summary>
    public ImmutableList<Frame> All => _pictures;

    /// <summary>Takes a picture over which a piece was seen; it replaces those that show the same.</summary>
    public void Add(Frame picture)
    {
        lock (_adding)
        {
            var others = _pictures.Where(known => known != picture && !_likeness.Agree(known, picture));
            _pictures = [picture, .. others.Take(Capacity - 1)];
        }
    }
}
