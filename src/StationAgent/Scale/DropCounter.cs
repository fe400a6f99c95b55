using System.Text;

namespace StationAgent.Scale;

/// <summary>
/// Counts the lines of a scale that are not used, by reason, with the newest example of each. It lasts as long as the driver, also when the scale is opened again.
/// The thread of the line writes, any thread reads; counting does not allocate after the first line of a reason.
/// </summary>
internal sealed class DropCounter
{
    private const int MostReasons = 24;
    private const int QuotedLength = 48;

    private readonly Lock _gate = new();
    private readonly List<Tally> _tallies = [];
    private LineFault? _notUnderstood;
    private Tally? _newest;
    private string? _newestDetail;
    private long _understood;

    /// <summary>The reason of lines that mean nothing in a protocol; the same object each time.</summary>
    /// <param name="expectation">What is wrong with them.</param>
    public LineFault NotUnderstood(string expectation)
    {
        lock (_gate)
        {
            return _notUnderstood = _notUnderstood?.Cause == expectation ? _notUnderstood : new LineFault(expectation);
        }
    }

    /// <summary>A line was understood.</summary>
    public void Understand() => Interlocked.Increment(ref _understood);

    /// <summary>A line was not used.</summary>
    /// <param name="line">The line.</param>
    /// <param name="fault">The reason.</param>
    /// <param name="detail">The reason in the words of this very line; null for those of the fault.</param>
    public void Drop(ReadOnlySpan<byte> line, LineFault fault, string? detail = null)
    {
        lock (_gate)
        {
            var tally = TallyOf(fault);
            tally.Count++;
            tally.Length = Math.Min(line.Length, QuotedLength);
            line[..tally.Length].CopyTo(tally.Example);
            tally.IsCut = line.Length > QuotedLength;
            if (!fault.IsExpected)
            {
                (_newest, _newestDetail) = (tally, detail);
            }
        }
    }

    /// <summary>The counts as they are now.</summary>
    public DroppedLines Read()
    {
        lock (_gate)
        {
            return new DroppedLines(
                Interlocked.Read(ref _understood),
                _tallies.Where(static tally => !tally.Fault.IsExpected).Sum(static tally => tally.Count),
                _newest?.Quote(),
                _newestDetail ?? _newest?.Fault.Cause,
                [.. _tallies.Select(static tally => new DroppedCause(tally.Fault.Cause, tally.Count, tally.Quote()) { IsSetting = tally.Fault.IsSetting, IsExpected = tally.Fault.IsExpected })]);
        }
    }

    /// <summary>A line as a person can read it: shortened, and with control characters as <c>\x02</c>.</summary>
    public static string Quote(ReadOnlySpan<byte> line) => Quote(line[..Math.Min(line.Length, QuotedLength)], line.Length > QuotedLength);

    private static string Quote(ReadOnlySpan<byte> line, bool isCut)
    {
        var text = new StringBuilder();
        foreach (var value in line)
        {
            _ = value is >= 0x20 and < 0x7F ? text.Append((char)value) : text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\x{value:x2}");
        }

        return text.Append(isCut ? "…" : "").ToString();
    }

    private Tally TallyOf(LineFault fault)
    {
        foreach (var tally in _tallies)
        {
            if (ReferenceEquals(tally.Fault, fault) || _tallies.Count == MostReasons)
            {
                return tally;
            }
        }

        var added = new Tally(fault);
        _tallies.Add(added);
        return added;
    }

    private sealed class Tally(LineFault fault)
    {
        public LineFault Fault { get; } = fault;

        public byte[] Example { get; } = new byte[QuotedLength];

        public int Length { get; set; }

        public bool IsCut { get; set; }

        public long Count { get; set; }

        public string Quote() => DropCounter.Quote(Example.AsSpan(0, Length), IsCut);
    }
}
