using System.Text;
using CsCheck;
using StationAgent.Vision.Capture.Streams;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.Streams;

public sealed class JpegSplitterTests
{
    private const int MaxBytes = 64 << 10;

    private static readonly byte[][] Pictures = TestJpegs.Real(6);

    private static readonly byte[] Telling = [0xFF, 0xD8, 0xDA, 0xD9, 0xE0, 0, 4];
    private static readonly byte[] Beginning = [0xFF, 0xD8, 0xFF];

    private static readonly string[] Heads = ["", "--frame\r\n\r\n", "\r\nboundary\nContent-Length: 7\n\n"];

    // A picture's own beginning would be one.
    private static readonly Gen<byte[]> Garbage = Gen.Byte.Array[0, 200].Where(bytes => bytes.AsSpan().IndexOf(Beginning) < 0);

    [Fact]
    public void However_the_stream_is_chunked_the_same_pictures_come_out() => Gen
        .Select(Gen.Int[0, 5].Array[1, 8], Garbage.Array[9], Gen.Int[1, 3000].Array[1, 20])
        .Sample((order, garbage, chunks) =>
        {
            byte[] stream = [.. order.SelectMany((picture, i) => (byte[])[.. garbage[i], .. Pictures[picture]])];

            var found = Split(stream, chunks);

            Assert.Equal(order.Select(picture => Pictures[picture]), found);
        });

    [Fact]
    public void After_a_picture_that_breaks_off_the_next_ones_are_found() => Gen
        .Select(Gen.Int[0, 5], Gen.Double[0.01, 0.99], Gen.Int[1, 3000].Array[1, 20])
        .Sample((broken, share, chunks) =>
        {
            var cut = Math.Max(3, (int)(share * Pictures[broken].Length));
            var following = Enumerable.Range(0, 100).Select(static i => Pictures[i % Pictures.Length]).ToArray();
            byte[] stream = [.. Pictures[broken].AsSpan(0, cut), .. following.SelectMany(static picture => picture)];

            var found = Split(stream, chunks);

            // Cut just before the end of a segment, the broken one's head may pass for more headers of the next.
            Assert.Equal(following.Length, found.Count);
            Assert.All(following.Zip(found), static pair => Assert.True(pair.Second.AsSpan().EndsWith(pair.First.AsSpan(2))));
        });

    [Fact]
    public void No_bytes_whatever_make_it_throw_or_keep_more_than_a_picture() => Gen
        .Select(Gen.OneOf(Gen.Byte, Gen.Int[0, Telling.Length - 1].Select(static i => Telling[i])).Array[0, 5000], Gen.Int[1, 700].Array[1, 5])
        .Sample((stream, chunks) =>
        {
            var splitter = new JpegSplitter(1000);
            foreach (var picture in Split(stream, chunks, splitter))
            {
                Assert.InRange(picture.Length, 4, 1000);
            }

            Assert.InRange(splitter.Room().Length, 16 << 10, 3 * (16 << 10));
        });

    [Fact]
    public void A_thumbnail_does_not_end_the_picture_around_it()
    {
        var picture = TestJpegs.WithThumbnail(Pictures[0], Pictures[1]);

        Assert.Equal([picture, Pictures[2]], Split([.. picture, .. Pictures[2]], [777]));
    }

    [Fact]
    public void A_stream_with_previews_gives_the_same_pictures_as_one_without() => Gen
        .Select(Gen.Int[0, 5].Array[1, 8], Gen.Int[0, 3], Gen.Int[0, 2].Select(static i => Heads[i]), Gen.Byte[11, 254].Array[0, 3], Gen.Int[1, 3000].Array[1, 20])
        .Sample((order, previews, head, padding, chunks) =>
        {
            var after = Enumerable.Range(0, previews).SelectMany(i => (byte[])[.. padding, .. TestJpegs.Preview(i)]).ToArray();
            byte[] stream = [.. order.SelectMany(picture => (byte[])[.. Encoding.ASCII.GetBytes(head), .. Pictures[picture], .. after])];

            Assert.Equal(order.Select(picture => Pictures[picture]), Split(stream, chunks));
        });

    [Fact]
    public void Without_parts_a_new_size_is_taken_after_a_few_pictures()
    {
        byte[] stream = [.. Pictures[0], .. Enumerable.Range(0, 10).SelectMany(TestJpegs.Preview)];

        Assert.Equal(7, Split(stream, [777]).Count);
    }

    [Fact]
    public void In_parts_a_new_size_is_taken_at_once()
    {
        byte[] stream = [.. Pictures[0], (byte)'\n', .. TestJpegs.Preview(), (byte)'\n', .. Pictures[1]];

        Assert.Equal([Pictures[0], TestJpegs.Preview(), Pictures[1]], Split(stream, [777]));
    }

    [Fact]
    public void The_thumbnail_of_a_picture_that_breaks_off_is_not_a_picture()
    {
        var broken = TestJpegs.WithThumbnail(Pictures[0], TestJpegs.Preview())[..^20];

        Assert.Equal([Pictures[1]], Split([.. broken, .. "\r\n--frame\r\n\r\n"u8, .. Pictures[1]], [777]));
    }

    [Fact]
    public void Pictures_that_a_torn_header_seems_to_span_are_found_inside_it()
    {
        byte[] torn = [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF];
        var stream = new byte[4 + 0xFFFF + 2];
        byte[] head = [.. torn, .. Pictures.SelectMany(static picture => picture)];
        head.CopyTo(stream, 0);
        (stream[^2], stream[^1]) = (0xFF, 0xD9);

        Assert.Equal(Pictures, Split(stream, [3000]));
    }

    [Fact]
    public void A_picture_over_the_limit_is_passed_over()
    {
        var huge = new byte[2 * MaxBytes];
        Pictures[0].AsSpan(0, Pictures[0].Length - 2).CopyTo(huge);

        Assert.Equal([Pictures[1]], Split([.. huge, 0xFF, 0xD9, .. Pictures[1]], [5000]));
    }

    [Fact]
    public void Fill_bytes_before_a_marker_are_part_of_the_picture()
    {
        byte[] picture = [0xFF, 0xD8, 0xFF, 0xFF, 0xFF, .. Pictures[0].AsSpan(3)];

        Assert.Equal([picture], Split(picture, [100]));
    }

    [Fact]
    public void The_data_of_a_JPEG_LS_picture_does_not_end_it()
    {
        byte[] picture = [0xFF, 0xD8, 0xFF, 0xF7, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 1, 0xFF, 0x7F, 0xFF, 0x02, 9, 0xFF, 0xD9];

        Assert.Equal([picture], Split(picture, [7]));
    }

    [Fact]
    public void Crafted_start_markers_are_given_up_soon()
    {
        // Each six bytes are the beginning of a picture inside the segments of the one before.
        var stream = Enumerable.Range(0, 200_000).SelectMany(static _ => (byte[])[0xFF, 0xE0, 0x00, 0x04, 0xFF, 0xD8]).ToArray();

        Assert.Empty(Split(stream, [8192], new JpegSplitter(4 << 20)));
    }

    private static List<byte[]> Split(byte[] stream, int[] chunks, JpegSplitter? splitter = null)
    {
        splitter ??= new JpegSplitter(MaxBytes);
        var found = new List<byte[]>();
        for (int at = 0, turn = 0; at < stream.Length; turn++)
        {
            var room = splitter.Room().Span;
            var count = Math.Min(Math.Min(room.Length, stream.Length - at), chunks[turn % chunks.Length]);
            stream.AsSpan(at, count).CopyTo(room);
            splitter.Take(count);
            at += count;
            while (splitter.TryNext(out var jpeg))
            {
                found.Add(jpeg.ToArray());
            }
        }

        return found;
    }
}
