using System.Numerics;
using StationAgent.Vision.Imaging.Cells;
using StationAgent.Vision.Imaging.Exposure;

namespace StationAgent.Vision.Imaging.Changes;

/// <summary>
/// A grid's luma and colour and what is derived from them. Rows are padded to whole vectors, so that loops have no remainder; what lies
/// behind a row's last cell has no meaning.
/// </summary>
internal sealed class CellPlanes
{
    private const float ColourFloor = 40;
    private const float ColourScale = 150;
    private const float MaxColourScale = 1.2f;

    private static readonly Vector<float> Columns = Vector<float>.Indices;

    public float[] Luma { get; private set; } = [];

    public float[] RedGreen { get; private set; } = [];

    public float[] BlueGreen { get; private set; } = [];

    /// <summary>The steepness of luma over two cells.</summary>
    public float[] Edges { get; private set; } = [];

    /// <summary>Cells from one row to the next.</summary>
    public int Stride { get; private set; }

    /// <summary>Takes a grid as it looks under a light.</summary>
    public void Derive(Overview grid, in Light light)
    {
        Reshape(grid);
        for (var y = 0; y < grid.Height; y++)
        {
            DeriveColours(grid, light, y);
        }

        Edges.AsSpan(0, Stride).Clear();
        Edges.AsSpan((grid.Height - 1) * Stride, Stride).Clear();
        for (var y = 1; y < grid.Height - 1; y++)
        {
            DeriveEdges(y * Stride, grid.Width);
        }
    }

    private void Reshape(Overview grid)
    {
        Stride = (grid.Width + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        var needed = Stride * grid.Height;
        if (Luma.Length < needed)
        {
            (Luma, RedGreen, BlueGreen, Edges) = (new float[needed], new float[needed], new float[needed], new float[needed]);
        }
    }

    private void DeriveColours(Overview grid, in Light light, int y)
    {
        ReadOnlySpan<float> reds = grid.PaddedRow(0, y), greens = grid.PaddedRow(1, y), blues = grid.PaddedRow(2, y);
        var (redGain, greenGain, blueGain) = (light.Red.GainAt(y), light.Green.GainAt(y), light.Blue.GainAt(y));
        for (int x = 0, cell = y * Stride; x < grid.Width; x += Vector<float>.Count, cell += Vector<float>.Count)
        {
            var column = Columns + new Vector<float>(x);
            var red = light.Red.Of(new Vector<float>(reds[x..]), redGain, column);
            var green = light.Green.Of(new Vector<float>(greens[x..]), greenGain, column);
            var blue = light.Blue.Of(new Vector<float>(blues[x..]), blueGain, column);
            var luma = (red * 0.299f) + (green * 0.587f) + (blue * 0.114f);

            // Relative to luma, because a shadow on wood takes as much of its colour as of its light; limited in the dark, where noise dominates.
            var scale = Vector.Min(new Vector<float>(ColourScale) / (luma + new Vector<float>(ColourFloor)), new Vector<float>(MaxColourScale));
            luma.CopyTo(Luma, cell);
            ((red - green) * scale).CopyTo(RedGreen, cell);
            ((blue - green) * scale).CopyTo(BlueGreen, cell);
        }
    }

    private void DeriveEdges(int row, int width)
    {
        for (var cell = row; cell < row + width; cell += Vector<float>.Count)
        {
            var down = new Vector<float>(Luma, cell + Stride) - new Vector<float>(Luma, cell - Stride);
            var across = new Vector<float>(Luma, cell + 1) - new Vector<float>(Luma, cell - 1);
            (Vector.Abs(down) + Vector.Abs(across)).CopyTo(Edges, cell);
        }

        // At the ends of rows the loop compared cells of different rows: a cell at the edge of the view has no edge.
        Edges[row] = Edges[row + width - 1] = 0;
    }
}
