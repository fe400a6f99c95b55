using SkiaSharp;
using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Vision.Tests;

public sealed class ReferenceRingTests
{
    private static readonly byte[] Empty = new Scene().Jpeg();
    private static readonly byte[] EmptyAgain = new Scene { Seed = 2, Gain = 1.03 }.Jpeg();
    private static readonly byte[] WithHand = new Scene().With(0.6f, 0.4f, 1, 0.7f, new SKColor(230, 180, 160)).Jpeg();

    private readonly ReferenceRing _ring = new();

    [Fact]
    public void The_reference_is_the_newest_frame_two_seconds_older_than_the_change()
    {
        Play(0, 10, Empty);

        Assert.Equal(TimeSpan.FromSeconds(7), _ring.ReferenceBefore(TimeSpan.FromSeconds(9.5))!.At);
        Assert.Equal(TimeSpan.FromSeconds(8), _ring.ReferenceBefore(TimeSpan.FromSeconds(10))!.At);
    }

    [Fact]
    public void A_frame_that_differs_from_the_one_before_is_passed_over()
    {
        Play(0, 5, Empty);
        Add(6, WithHand);
        Play(7, 9, EmptyAgain);

        Assert.Equal(TimeSpan.FromSeconds(5), _ring.ReferenceBefore(TimeSpan.FromSeconds(9))!.At);
        Assert.Equal(TimeSpan.FromSeconds(8), _ring.ReferenceBefore(TimeSpan.FromSeconds(10))!.At);
    }

    [Fact]
    public void The_first_frame_has_nothing_to_agree_with()
    {
        Add(0, Empty);

        Assert.Null(_ring.ReferenceBefore(TimeSpan.FromSeconds(60)));
        Assert.NotNull(_ring.Latest);
    }

    [Fact]
    public void Frames_that_cannot_be_decoded_are_not_a_reference()
    {
        Play(0, 9, [1, 2, 3]);

        Assert.Null(_ring.ReferenceBefore(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Keeps_a_frame_a_second_and_ten_seconds()
    {
        for (var i = 0; i < 600; i++)
        {
            Add(i / 15.0, Empty);
        }

        // 600 frames at 15 a second end at 39.93 s: the oldest kept is no older than ten seconds, and has no predecessor any more.
        Assert.Null(_ring.ReferenceBefore(TimeSpan.FromSeconds(30)));
        Assert.NotNull(_ring.ReferenceBefore(TimeSpan.FromSeconds(33.5)));
        Assert.Equal(599 / 15.0, _ring.Latest!.At.TotalSeconds, 3);
    }

    [Fact]
    public void Memory_is_bounded_by_the_number_and_the_size_of_frames()
    {
        var weak = Fill();
        GC.Collect();

        Assert.InRange(weak.Count(frame => frame.IsAlive), 1, 12);
        GC.KeepAlive(_ring);
    }

    [Fact]
    public void A_clock_that_starts_again_starts_a_new_ring()
    {
        Play(100, 109, Empty);
        Play(0, 1, Empty);

        Assert.Equal(TimeSpan.FromSeconds(1), _ring.ReferenceBefore(TimeSpan.FromSeconds(200))!.At);
        Assert.Equal(TimeSpan.FromSeconds(1), _ring.Latest!.At);
    }

    [Fact]
    public void Clear_lets_all_frames_go()
    {
        Play(0, 9, Empty);
        _ring.Clear();

        Assert.Null(_ring.Latest);
        Assert.Null(_ring.ReferenceBefore(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void Large_frames_push_out_older_ones_so_that_the_memory_stays_bounded()
    {
        var weak = FillWithLargeFrames();
        GC.Collect();
        Assert.InRange(weak.Count(frame => frame.IsAlive) * (long)CaptureLimits.MaximumFrameBytes, 1, 26L << 20);
        Assert.NotNull(_ring.Latest);
    }

    private List<WeakReference> FillWithLargeFrames() => [.. Enumerable.Range(0, 11).Select(second =>
    {
        var frame = new Frame(new byte[CaptureLimits.MaximumFrameBytes], TimeSpan.FromSeconds(second), second);
        _ring.Add(frame);
        return new WeakReference(frame);
    })];

    private List<WeakReference> Fill()
    {
        var weak = new List<WeakReference>();
        for (var i = 0; i < 200; i++)
        {
            var frame = new Frame(new byte[i % 7 == 0 ? CaptureLimits.MaximumFrameBytes + 1 : 1000], TimeSpan.FromSeconds(i), i);
            weak.Add(new WeakReference(frame));
            _ring.Add(frame);
        }

        return weak;
    }

    private void Play(int from, int to, byte[] jpeg)
    {
        for (var second = from; second <= to; second++)
        {
            Add(second, jpeg);
        }
    }

    private void Add(double second, byte[] jpeg) => _ring.Add(new Frame(jpeg, TimeSpan.FromSeconds(second), (long)(second * 1000)));
}
