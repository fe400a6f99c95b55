using System.Numerics;
using StationAgent.Vision.Imaging.Cells;
using StationAgent.Vision.Imaging.Exposure;

namespace StationAgent.Vision.Imaging.Changes;

/// <summary>
/// Marks the cells of a frame that an unchanged platform does not explain. Each property of a cell is measured against its lowest and highest value in
/// the cells around it in the reference: a camera that moved by less than a cell does not make an object of a mat's pattern.
/// </summary>
internal sealed class ChangeMap
{
    // Least step of luma or colour that counts, of 255; more when the pictures are noisy. Cameras' noise, averaged over a cell, is 1 to 3.
    private const float MinStep = 8;
    private const float MaxStep = 30;

    // Colour hardly changes with light and shadow, so a smaller step of it says as much.
    private const float ColourWeight = 1.4f;

    // JPEG keeps colour coarsely and in blocks of several cells: a step of its quantisation is not a change.
    private const float ColourSlack = 3;

    // A shadow keeps the platform's colour and leaves at least this share of its light.
    private const float MinShadowLight = 0.45f;
    private const float ShadowWeight = 0.12f;

    // A clipped channel of the reference gives only the least brightness of a cell; under less exposure any brighter value is possible.
    private const float ClippedAbove = 245;
    private const float MaxLuma = 255;

    // By how many steps an edge must exceed those of the reference.
    private const float EdgeSteps = 1.25f;

    // An object covers the platform's texture (the mean of the edges around a cell): the share that may be left, and how many steps must be missing.
    private const float TextureLeft = 0.45f;
    private const float TextureSteps = 0.6f;
    private const float CellsAround = 9;

    private readonly ExposureFit _exposure = new();
    private readonly CellPlanes _before = new();
    private readonly CellPlanes _now = new();
    private readonly CellRange _luma = new();
    private readonly CellRange _redGreen = new();
    private readonly CellRange _blueGreen = new();
    private readonly CellRow _edges = new();
    private readonly CellRow _textureBefore = new();
    private readonly CellRow _textureNow = new();
    private readonly int[] _histogram = new int[256];
    private readonly int[] _changed = new int[Overview.LongSide + Vector<int>.Count];

    /// <summary>Marks what changed from <paramref name="reference"/> to <paramref name="frame"/>, grids of the same size.</summary>
    public void Mark(Overview reference, Overview frame, Span<byte> marked)
    {
        _before.Derive(reference, _exposure.Fit(reference, frame));
        _now.Derive(frame, Light.Same);
        var step = Step(frame.Width, frame.Height);
        for (var y = 0; y < frame.Height; y++)
        {
            var place = CellRowPlace.Of(y, frame.Height, _now.Stride);
            _luma.Take(_before.Luma, place, frame.Width);
            _redGreen.Take(_before.RedGreen, place, frame.Width);
            _blueGreen.Take(_before.BlueGreen, place, frame.Width);
            _edges.TakeHighest(_before.Edges, place, frame.Width);
            _textureBefore.TakeSum(_before.Edges, place, frame.Width);
            _textureNow.TakeSum(_now.Edges, place, frame.Width);
            for (var x = 0; x < frame.Width; x += Vector<float>.Count)
            {
                var isChanged = IsChanged(place.Here, x, step);
                Vector.AndNot(isChanged, IsExplainedByClipping(reference, y, place.Here, x, step)).CopyTo(_changed, x);
            }

            var row = marked.Slice(y * frame.Width, frame.Width);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = (byte)(_changed[x] & 1);
            }
        }
    }

    private Vector<int> IsChanged(int row, int x, float step)
    {
        Vector<float> luma = new(_now.Luma, row + x), lumaBefore = new(_before.Luma, row + x);
        var colourStep = _redGreen.Outside(new Vector<float>(_now.RedGreen, row + x), x, ColourSlack)
            + _blueGreen.Outside(new Vector<float>(_now.BlueGreen, row + x), x, ColourSlack);
        var lumaStep = _luma.Outside(luma, x, 0);
        var isShadow = Vector.LessThan(colourStep, new Vector<float>(MinStep))
            & Vector.LessThan(luma, lumaBefore)
            & Vector.GreaterThan(luma, lumaBefore * MinShadowLight);
        lumaStep = Vector.ConditionalSelect(isShadow, lumaStep * ShadowWeight, lumaStep);

        // An object's outline is sharp where a shadow's is soft, and it hides the pattern that a shadow leaves.
        Vector<float> texture = _textureNow.Sum(x) / CellsAround, textureBefore = _textureBefore.Sum(x) / CellsAround;
        var isOutlined = Vector.GreaterThan(new Vector<float>(_now.Edges, row + x) - _edges.Highest(x), new Vector<float>(EdgeSteps * step));
        var isHidden = Vector.LessThan(texture, textureBefore * TextureLeft)
            & Vector.GreaterThan(textureBefore - texture, new Vector<float>(TextureSteps * step));
        return Vector.GreaterThan(lumaStep + (colourStep * ColourWeight), new Vector<float>(step)) | isOutlined | isHidden;
    }

    private Vector<int> IsExplainedByClipping(Overview reference, int y, int row, int x, float step)
    {
        Vector<float> red = new(reference.PaddedRow(0, y)[x..]), green = new(reference.PaddedRow(1, y)[x..]), blue = new(reference.PaddedRow(2, y)[x..]);
        var isClipped = Vector.GreaterThan(Vector.Max(Vector.Max(red, green), blue), new Vector<float>(ClippedAbove));
        var least = Vector.Min(new Vector<float>(_before.Luma, row + x), new Vector<float>(MaxLuma)) - new Vector<float>(step);
        return isClipped & Vector.GreaterThan(new Vector<float>(_now.Luma, row + x), least);
    }

    // Five times the spread of what has not changed; half of a view, at least, is platform.
    private float Step(int width, int height)
    {
        var histogram = _histogram.AsSpan();
        histogram.Clear();
        for (var y = 0; y < height; y++)
        {
            ReadOnlySpan<float> now = _now.Luma.AsSpan(y * _now.Stride, width), before = _before.Luma.AsSpan(y * _now.Stride, width);
            for (var x = 0; x < now.Length; x++)
            {
                histogram[(int)Math.Min(8 * Math.Abs(now[x] - before[x]), 255)]++;
            }
        }

        var bin = 0;
        for (var below = 0; bin < 255 && (below += histogram[bin]) < width * height / 2; bin++)
        {
        }

        return Math.Clamp(5 * 1.5f * bin / 8, MinStep, MaxStep);
    }
}
