using System.Numerics.Tensors;

namespace StationAgent.Vision.Imaging;

/// <summary>
/// Marks the cells of a frame that an unchanged platform does not explain. Each property of a cell is measured against its lowest and highest value in
/// the cells around it in the reference: a camera that moved by less than a cell does not make an object of a mat's pattern.
/// </summary>
internal sealed class ChangeMap
{
    // Least step of luma or colour that counts, of 255; more when the pictures are noisy. Cameras' noise, averaged over a cell, is 1 to 3.
    private const float LeastStep = 8;
    private const float MostStep = 30;

    // Colour hardly changes with light and shadow, so a smaller step of it says as much.
    private const float ColourWeight = 1.4f;

    // JPEG keeps colour coarsely and in blocks of several cells: a step of its quantisation is no change.
    private const float ColourSlack = 3;

    // A shadow keeps the platform's colour and leaves at least this share of its light.
    private const float DeepestShadow = 0.45f;
    private const float ShadowWeight = 0.12f;

    // What an edge must exceed those of the reference by, in steps.
    private const float EdgeSteps = 1.25f;

    // Texture that an object covers: what may be left of it, and how much must be missing, in steps.
    private const float TextureLeft = 0.45f;
    private const float TextureSteps = 0.6f;

    private readonly ExposureFit _exposure = new();
    private readonly Planes _before = new();
    private readonly Planes _now = new();
    private readonly float[] _scratch = new float[2 * Overview.MaxCells];
    private readonly float[] _lowest = new float[Overview.MaxCells];
    private readonly float[] _highest = new float[Overview.MaxCells];
    private readonly float[] _luma = new float[Overview.MaxCells];
    private readonly float[] _colour = new float[Overview.MaxCells];
    private readonly int[] _histogram = new int[256];

    /// <summary>Marks what changed from <paramref name="reference"/> to <paramref name="frame"/>, grids of the same size.</summary>
    public void Mark(Overview reference, Overview frame, Span<byte> marked)
    {
        _exposure.Fit(reference, frame);
        for (var channel = 0; channel < 3; channel++)
        {
            _exposure.Foretell(reference, channel, _before.Channel(channel));
            frame.Plane(channel).CopyTo(_now.Channel(channel));
        }

        _before.Derive(frame.Width, frame.Height, _scratch);
        _now.Derive(frame.Width, frame.Height, _scratch);
        var cells = frame.Cells;
        var step = Step(cells);
        _colour.AsSpan(0, cells).Clear();
        AddOutside(_before.RedGreen, _now.RedGreen, ColourSlack, _colour, cells, frame.Width);
        AddOutside(_before.BlueGreen, _now.BlueGreen, ColourSlack, _colour, cells, frame.Width);
        _luma.AsSpan(0, cells).Clear();
        AddOutside(_before.Luma, _now.Luma, 0, _luma, cells, frame.Width);
        GridFilter.Around<float, GridFilter.Highest>(_before.Edges.AsSpan(0, cells), _highest.AsSpan(0, cells), _scratch, frame.Width);
        for (var cell = 0; cell < cells; cell++)
        {
            marked[cell] = (byte)(IsChanged(cell, step) ? 1 : 0);
        }
    }

    private bool IsChanged(int cell, float step)
    {
        var isShadow = _colour[cell] < LeastStep
            && _now.Luma[cell] < _before.Luma[cell]
            && _now.Luma[cell] > DeepestShadow * _before.Luma[cell];
        var luma = isShadow ? ShadowWeight * _luma[cell] : _luma[cell];
        if (luma + (ColourWeight * _colour[cell]) > step)
        {
            return true;
        }

        // An object's outline is sharp where a shadow's is soft, and it hides the pattern that a shadow leaves.
        return _now.Edges[cell] - _highest[cell] > EdgeSteps * step
            || (_now.Texture[cell] < TextureLeft * _before.Texture[cell] && _before.Texture[cell] - _now.Texture[cell] > TextureSteps * step);
    }

    private void AddOutside(float[] before, float[] now, float slack, float[] sum, int cells, int width)
    {
        Span<float> lowest = _lowest.AsSpan(0, cells), highest = _highest.AsSpan(0, cells);
        GridFilter.Around<float, GridFilter.Lowest>(before.AsSpan(0, cells), lowest, _scratch, width);
        GridFilter.Around<float, GridFilter.Highest>(before.AsSpan(0, cells), highest, _scratch, width);
        ReadOnlySpan<float> here = now.AsSpan(0, cells);
        TensorPrimitives.Subtract(here, highest, highest);
        TensorPrimitives.Subtract(lowest, here, lowest);
        TensorPrimitives.Max(highest, lowest, highest);
        TensorPrimitives.Subtract(highest, slack, highest);
        TensorPrimitives.Max(highest, 0, highest);
        TensorPrimitives.Add(sum.AsSpan(0, cells), highest, sum);
    }

    // Five times the spread of what has not changed; half of a view, at least, is platform.
    private float Step(int cells)
    {
        var histogram = _histogram.AsSpan();
        histogram.Clear();
        for (var cell = 0; cell < cells; cell++)
        {
            histogram[(int)Math.Min(8 * Math.Abs(_now.Luma[cell] - _before.Luma[cell]), 255)]++;
        }

        var bin = 0;
        for (var below = 0; bin < 255 && (below += histogram[bin]) < cells / 2; bin++)
        {
        }

        return Math.Clamp(5 * 1.5f * bin / 8, LeastStep, MostStep);
    }

    /// <summary>A grid's colours and what is derived from them.</summary>
    private sealed class Planes
    {
        private const float ColourFloor = 40;
        private const float ColourScale = 150;
        private const float MostColourScale = 1.2f;

        private readonly float[][] _channels = [new float[Overview.MaxCells], new float[Overview.MaxCells], new float[Overview.MaxCells]];

        public float[] Luma { get; } = new float[Overview.MaxCells];

        public float[] RedGreen { get; } = new float[Overview.MaxCells];

        public float[] BlueGreen { get; } = new float[Overview.MaxCells];

        /// <summary>How steeply luma changes over two cells.</summary>
        public float[] Edges { get; } = new float[Overview.MaxCells];

        /// <summary>Mean of the edges around a cell.</summary>
        public float[] Texture { get; } = new float[Overview.MaxCells];

        public Span<float> Channel(int channel) => _channels[channel];

        public void Derive(int width, int height, Span<float> scratch)
        {
            var cells = width * height;
            ReadOnlySpan<float> red = _channels[0].AsSpan(0, cells), green = _channels[1].AsSpan(0, cells), blue = _channels[2].AsSpan(0, cells);
            TensorPrimitives.Multiply(red, 0.299f, Luma);
            TensorPrimitives.MultiplyAdd(green, 0.587f, Luma.AsSpan(0, cells), Luma);
            TensorPrimitives.MultiplyAdd(blue, 0.114f, Luma.AsSpan(0, cells), Luma);

            // Relative to luma, because a shadow on wood takes as much of its colour as of its light; held back in the dark, where noise is all.
            var scale = scratch[..cells];
            TensorPrimitives.Add(Luma.AsSpan(0, cells), ColourFloor, scale);
            TensorPrimitives.Divide(ColourScale, scale, scale);
            TensorPrimitives.Min(scale, MostColourScale, scale);
            TensorPrimitives.Subtract(red, green, RedGreen);
            TensorPrimitives.Multiply(RedGreen.AsSpan(0, cells), scale, RedGreen);
            TensorPrimitives.Subtract(blue, green, BlueGreen);
            TensorPrimitives.Multiply(BlueGreen.AsSpan(0, cells), scale, BlueGreen);
            DeriveEdges(width, height, scratch);
            var texture = Texture.AsSpan(0, cells);
            GridFilter.Around<float, GridFilter.Sum>(Edges.AsSpan(0, cells), texture, scratch, width);
            TensorPrimitives.Multiply(texture, 1f / 9, texture);
        }

        private void DeriveEdges(int width, int height, Span<float> scratch)
        {
            var cells = width * height;
            ReadOnlySpan<float> luma = Luma.AsSpan(0, cells);
            var edges = Edges.AsSpan(0, cells);
            var inner = edges[width..^width];
            var across = scratch[..inner.Length];
            TensorPrimitives.Subtract(luma[(2 * width)..], luma[..^(2 * width)], inner);
            TensorPrimitives.Abs(inner, inner);
            TensorPrimitives.Subtract(luma.Slice(width + 1, inner.Length), luma.Slice(width - 1, inner.Length), across);
            TensorPrimitives.Abs(across, across);
            TensorPrimitives.Add(inner, across, inner);

            // The ends of rows were compared across rows; a cell at the edge of the view has no edge.
            edges[..width].Clear();
            edges[^width..].Clear();
            for (var row = width; row < cells; row += width)
            {
                edges[row - 1] = edges[row] = 0;
            }
        }
    }
}
