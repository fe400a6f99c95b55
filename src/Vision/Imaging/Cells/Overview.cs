using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace StationAgent.Vision.Imaging.Cells;

/// <summary>A picture as a coarse grid of mean colours: enough to find what has changed, and little enough to look at closely.</summary>
internal sealed class Overview
{
    /// <summary>Cells along the longer side of a picture.</summary>
    public const int LongSide = 160;

    /// <summary>The most cells of any grid.</summary>
    public const int MaxCells = LongSide * LongSide;

    // A vector may be read that begins at the last cell.
    private static readonly int Room = MaxCells + Vector<float>.Count;

    private readonly float[][] _planes = [new float[Room], new float[Room], new float[Room]];
    private ushort[] _columns = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    public int Cells => Width * Height;

    /// <summary>Mean of a channel (0 red, 1 green, 2 blue) in each cell, 0–255.</summary>
    public ReadOnlySpan<float> Plane(int channel) => _planes[channel].AsSpan(0, Cells);

    /// <summary>A row of a channel and as much of what follows as fills its last vector.</summary>
    public ReadOnlySpan<float> PaddedRow(int channel, int row) => _planes[channel].AsSpan(row * Width, Width + Vector<float>.Count);

    /// <summary>Luma of a cell by the weights of JPEG (BT.601), 0–255.</summary>
    public float Luma(int cell) => (0.299f * _planes[0][cell]) + (0.587f * _planes[1][cell]) + (0.114f * _planes[2][cell]);

    /// <summary>Mean luma, 0–255.</summary>
    public float MeanLuma()
    {
        var (red, green, blue) = (TensorPrimitives.Sum(Plane(0)), TensorPrimitives.Sum(Plane(1)), TensorPrimitives.Sum(Plane(2)));
        return ((0.299f * red) + (0.587f * green) + (0.114f * blue)) / Cells;
    }

    /// <summary>The luma, 0–255, that a share of the cells do not exceed.</summary>
    /// <param name="share">The share, 0–1.</param>
    public int LumaAt(double share)
    {
        Span<int> counts = stackalloc int[byte.MaxValue + 1];
        counts.Clear();
        for (var cell = 0; cell < Cells; cell++)
        {
            counts[Math.Clamp((int)Luma(cell), 0, byte.MaxValue)]++;
        }

        var (luma, seen) = (0, counts[0]);
        while (luma < byte.MaxValue && seen < share * Cells)
        {
            seen += counts[++luma];
        }

        return luma;
    }

    /// <summary>The shorter side that a picture needs for its cells to be alike: one pixel a cell where a scale gives just that, else two.</summary>
    /// <param name="size">The size of the picture itself.</param>
    public static int MinShortSide(PictureSize size)
    {
        var longer = Math.Max(size.Width, size.Height);
        var hasScaleOfGrid = LongSide * EncodedPicture.Eighths % longer == 0;
        return (hasScaleOfGrid ? 1 : 2) * LongSide * size.Shorter / longer;
    }

    /// <summary>Averages a picture into the grid.</summary>
    /// <param name="picture">The whole decoded picture, at any scale.</param>
    /// <param name="size">The size of the picture itself: it decides the grid, so that one camera's pictures always share it.</param>
    public void Take(Picture picture, PictureSize size)
    {
        var longer = Math.Max(size.Width, size.Height);
        Width = Math.Min(Side(size.Width, longer), picture.Width);
        Height = Math.Min(Side(size.Height, longer), picture.Height);
        if (Width == picture.Width && Height == picture.Height)
        {
            Spread(picture);
            return;
        }

        var stride = picture.Width * Picture.BytesPerPixel;
        if (_columns.Length < stride)
        {
            _columns = new ushort[stride];
        }

        var pixels = picture.Pixels;
        for (var row = 0; row < Height; row++)
        {
            var top = row * picture.Height / Height;
            var bottom = (row + 1) * picture.Height / Height;
            SumRows(pixels, stride, top, bottom);
            for (var cell = 0; cell < Width; cell++)
            {
                var left = cell * picture.Width / Width;
                var right = (cell + 1) * picture.Width / Width;
                Average(left, right, 1f / ((right - left) * (bottom - top)), (row * Width) + cell);
            }
        }
    }

    private static int Side(int side, int longer) => Math.Max(1, ((side * LongSide) + (longer / 2)) / longer);

    // With one pixel a cell there is nothing to average.
    private void Spread(Picture picture)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(picture.Pixels);
        var cell = 0;
        for (; cell <= pixels.Length - Vector<uint>.Count; cell += Vector<uint>.Count)
        {
            var pixel = new Vector<uint>(pixels[cell..]);
            for (var channel = 0; channel < _planes.Length; channel++, pixel >>>= 8)
            {
                Vector.ConvertToSingle((pixel & new Vector<uint>(0xFF)).As<uint, int>()).CopyTo(_planes[channel], cell);
            }
        }

        for (; cell < pixels.Length; cell++)
        {
            for (var channel = 0; channel < _planes.Length; channel++)
            {
                _planes[channel][cell] = (pixels[cell] >> (8 * channel)) & 0xFF;
            }
        }
    }

    // Down first: whole rows are added by vector instructions. The decoder's limits keep a cell's height so small that every sum fits into sixteen bits.
    private void SumRows(ReadOnlySpan<byte> pixels, int stride, int top, int bottom)
    {
        var columns = _columns.AsSpan(0, stride);
        columns.Clear();
        for (var y = top; y < bottom; y++)
        {
            RowSums.Add(pixels.Slice(y * stride, stride), columns);
        }
    }

    private void Average(int left, int right, float share, int cell)
    {
        uint red = 0, green = 0, blue = 0;
        for (var x = left * Picture.BytesPerPixel; x < right * Picture.BytesPerPixel; x += Picture.BytesPerPixel)
        {
            red += _columns[x];
            green += _columns[x + 1];
            blue += _columns[x + 2];
        }

        _planes[0][cell] = red * share;
        _planes[1][cell] = green * share;
        _planes[2][cell] = blue * share;
    }
}
