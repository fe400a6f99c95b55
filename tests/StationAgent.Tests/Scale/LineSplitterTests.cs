using System.Text;
using CsCheck;
using StationAgent.Scale.Lines;
using Xunit;

namespace StationAgent.Tests.Scale;

public sealed class LineSplitterTests
{
    private static readonly Gen<byte[]> AnyBytes = Gen.Frequency(
        (3, Gen.Byte),
        (1, Generate.OneOf((byte)'\r', (byte)'\n', (byte)2, (byte)3))).Array[0, 600];

    [Fact]
    public void Any_bytes_in_any_pieces_give_the_same_short_lines() => Gen.Select(AnyBytes, Gen.Int[1, 50], Gen.Bool).Sample(static (bytes, piece, inside) =>
    {
        var lines = Split(new LineSplitter(inside), bytes.Chunk(piece));
        Assert.All(lines, static line => Assert.InRange(line.Length, 1, LineSplitter.MaximumLength));
        Assert.All(lines, static line => Assert.Equal(-1, line.AsSpan().IndexOfAny('\r', '\n', '\u0002')));
        Assert.Equal(Split(new LineSplitter(inside), [bytes]), lines, StringComparer.Ordinal);
    });

    [Fact]
    public void After_garbage_of_any_length_one_line_is_lost_at_most() => Gen.Select(AnyBytes, Gen.Int[1, 50]).Sample(static (garbage, piece) =>
    {
        var lines = Split(new LineSplitter(startsInside: false), [.. garbage.Chunk(piece), "first\r\nsecond\r\n"u8.ToArray()]);
        Assert.Equal("second", lines[^1]);
    });

    [Fact]
    public void The_rest_of_a_line_that_began_before_is_left_out() => Assert.Equal(
        ["0.124kg"], Split(new LineSplitter(startsInside: true), ["123kg\r\n0.124kg\r\n"u8.ToArray()]), StringComparer.Ordinal);

    private static List<string> Split(LineSplitter splitter, IEnumerable<byte[]> pieces)
    {
        var lines = new List<string>();
        foreach (var piece in pieces)
        {
            ReadOnlySpan<byte> left = piece;
            while (splitter.TryTake(ref left, out var line))
            {
                lines.Add(Encoding.Latin1.GetString(line));
            }

            Assert.True(left.IsEmpty);
        }

        return lines;
    }
}
