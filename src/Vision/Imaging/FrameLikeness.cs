using StationAgent.Vision.Capture;

namespace StationAgent.Vision.Imaging;

/// <summary>
/// Tells whether two frames show the same: nothing moved, nothing came or went. Looks at small grey pictures, decoded at an eighth, so that it costs
/// little enough to ask every second. Slow changes of light and noise are no difference. Safe for use by several threads.
/// </summary>
public sealed class FrameLikeness
{
    // A cell is at least an eighth of a hand wide. One in three hundred may differ: insects, a flickering display in the corner.
    private const int LeastShortSide = 64;
    private const float Step = 12;
    private const double MostShare = 1.0 / 300;

    // A hand that comes in changes the light of all the rest by automatic exposure; more than this is another picture.
    private const float MostShift = 20;

    private readonly Lock _lock = new();
    private readonly FrameDecoder _decoder;
    private readonly Picture _picture = new();
    private readonly Overview _first = new();
    private readonly Overview _second = new();

    /// <summary>Makes one with its own buffers.</summary>
    /// <param name="options">Limits of the decoder; the defaults when null.</param>
    public FrameLikeness(FrameDecoderOptions? options = null) => _decoder = new FrameDecoder(options ?? new FrameDecoderOptions());

    /// <summary>True when both show the same; false also when one of them cannot be decoded or their shapes differ.</summary>
    public bool Agree(Frame first, Frame second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        lock (_lock)
        {
            try
            {
                Take(first, _first);
                Take(second, _second);
            }
            catch (FrameDecodeException)
            {
                return false;
            }

            return _first.Width == _second.Width && _first.Height == _second.Height && Compare();
        }
    }

    private void Take(Frame frame, Overview overview) =>
        overview.Take(_picture, _decoder.Decode(frame.Jpeg, LeastShortSide, _picture));

    private bool Compare()
    {
        double sum = 0;
        for (var cell = 0; cell < _first.Cells; cell++)
        {
            sum += _second.Luma(cell) - _first.Luma(cell);
        }

        var shift = (float)(sum / _first.Cells);
        var differing = 0;
        for (var cell = 0; cell < _first.Cells; cell++)
        {
            differing += Math.Abs(_second.Luma(cell) - _first.Luma(cell) - shift) > Step ? 1 : 0;
        }

        return Math.Abs(shift) <= MostShift && differing <= MostShare * _first.Cells;
    }
}
