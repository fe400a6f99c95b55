using System.Globalization;
using CsCheck;
using StationAgent.Scale.Dialects;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Tests.Scale.Dialects;

/// <summary>Every dialect against files of bytes that follow its published format.</summary>
public sealed class DialectTests
{
    /// <summary>Bytes that no dialect uses, and that end no message.</summary>
    private static readonly Gen<byte[]> Garbage = Gen.Byte[0xA0, 0xFF].Array[1, 40];

    public static TheoryData<string> Files() => [.. GoldenMessage.Files];

    /// <summary>Those whose messages have a length, marks or a check sum by which half of one is known.</summary>
    public static TheoryData<string> FramedFiles() => ["cas", "cas_enq", "rice_lake", "sbi", "toledo", "toledo.check-sum", "toledo_8217", "yaohua"];

    [Fact]
    public void Every_dialect_has_a_golden_file_and_stands_in_the_documentation()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "scale.md"));
        foreach (var dialect in ScaleDialects.All)
        {
            Assert.Contains(dialect.Name, GoldenMessage.Files, StringComparer.Ordinal);
            Assert.Contains($"| `{dialect.Name}` |", page, StringComparison.Ordinal);
        }

        Assert.All(GoldenMessage.Files, file => Assert.Contains($"`{file}.golden`", page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_message_means_what_its_manual_says(string file)
    {
        var messages = GoldenMessage.Read(file);
        AssertSaid(messages.SelectMany(static message => message.Expected), new DialectReader(file).Take(BytesOf(messages, file)).Said);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_means_the_same_split_at_every_byte(string file)
    {
        var bytes = BytesOf(GoldenMessage.Read(file), file);
        var whole = new DialectReader(file).Take(bytes).Said;
        for (var at = 1; at < bytes.Length; at++)
        {
            Assert.Equal(whole, new DialectReader(file).Take(bytes.AsSpan(0, at)).Take(bytes.AsSpan(at)).Said, StringComparer.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Garbage_between_two_messages_makes_no_weight_and_costs_one_message_at_most(string file)
    {
        var messages = GoldenMessage.Read(file);
        var clean = new DialectReader(file).Take(BytesOf(messages, file)).Said;
        Gen.Select(Garbage, Gen.Int[1, Math.Max(1, messages.Count - 3)]).Sample(
            (garbage, at) =>
            {
                var reader = new DialectReader(file).Take(BytesOf([.. messages.Take(at)], messages.Count == at ? file : "")).Take(garbage);
                reader.Take(BytesOf([.. messages.Skip(at)], file));
                Assert.All(reader.Said.Where(IsWeight), said => Assert.Contains(said, clean, StringComparer.Ordinal));
                Assert.InRange(reader.Said.Count(IsWeight), clean.Count(IsWeight) - 2, clean.Count(IsWeight));
            },
            iter: 50);
    }

    [Theory]
    [MemberData(nameof(FramedFiles))]
    public void Half_a_message_joined_to_the_next_is_no_other_weight(string file)
    {
        var messages = GoldenMessage.Read(file);
        var clean = new DialectReader(file).Take(BytesOf(messages, file)).Said;
        for (var i = 1; i < messages.Count - 1; i++)
        {
            var reader = new DialectReader(file).Take(BytesOf([.. messages.Take(i)], "")).Take(messages[i].Bytes.AsSpan(0, messages[i].Bytes.Length / 2));
            reader.Take(BytesOf([.. messages.Skip(i + 1)], file));
            Assert.All(reader.Said.Where(IsWeight), said => Assert.Contains(said, clean, StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Any_bytes_are_refused_or_finite(string file) => Gen.Byte.Array[0, 200].Sample(
        bytes => Assert.All(
            new DialectReader(file, "g").Take(bytes).Said.Where(IsWeight),
            static said => Assert.True(double.IsFinite(double.Parse(said.Split(' ')[0], CultureInfo.InvariantCulture)), said)),
        iter: 100);

    [Theory]
    [MemberData(nameof(Files))]
    public void Reading_does_not_allocate(string file)
    {
        if (DialectReader.DialectOf(file) == ScaleDialects.Pattern)
        {
            return;
        }

        var bytes = BytesOf(GoldenMessage.Read(file), "");
        var reader = new DialectReader(file);
        Assert.True(reader.Count(bytes) > 0);
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                reader.Count(bytes);
            }
        }));
    }

    private static bool IsWeight(string said) => said.Contains(" g", StringComparison.Ordinal) && !said.StartsWith("refused", StringComparison.Ordinal);

    /// <summary>The bytes of all messages. Toledo's first frames are known by the byte behind them, which is the next STX or a check sum.</summary>
    private static byte[] BytesOf(IReadOnlyList<GoldenMessage> messages, string file) =>
        [.. messages.SelectMany(static message => message.Bytes), .. file == "toledo" ? [0x02] : (byte[])[]];

    private static void AssertSaid(IEnumerable<string> expected, List<string> said)
    {
        var wanted = expected.ToList();
        Assert.Equal(wanted.Count, said.Count);
        foreach (var (want, got) in wanted.Zip(said))
        {
            if (want.StartsWith("refused", StringComparison.Ordinal))
            {
                Assert.StartsWith(want, got, StringComparison.Ordinal);
                continue;
            }

            var (first, second) = (want.Split(' '), got.Split(' '));
            Assert.Equal(first[1..], second[1..], StringComparer.Ordinal);
            if (double.TryParse(first[0], CultureInfo.InvariantCulture, out var grams))
            {
                Assert.Equal(grams, double.Parse(second[0], CultureInfo.InvariantCulture), tolerance: 1e-5);
            }
            else
            {
                Assert.Equal(first[0], second[0]);
            }
        }
    }
}
