using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox.Identity;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>The device's own state documents, as they come back from a broker.</summary>
public sealed class StateDocumentTests
{
    private const string Epoch = "9f86d081884c7d65";

    private static readonly StoreStatement Full = new(
        new EpochStatement(Epoch, 42, [new NumberStart(40, "0123456789abcdef")]),
        7,
        [new EpochStatement("00000000000000aa", 39, [new NumberStart(1, "00000000000000bb"), new NumberStart(9, "00000000000000cc")])]);

    [Fact]
    public void A_statement_is_read_as_it_was_written()
    {
        var read = OutboxDocument.Parse(OutboxDocument.Render(Full))!;

        Assert.Equal(OutboxDocument.Render(Full), OutboxDocument.Render(read));
        Assert.Equal((42L, 7L, 39L), (read.Present.Sequence, read.Session, read.Of("00000000000000aa")?.Sequence));
    }

    [Fact]
    public void A_statement_is_written_as_the_contract_shows_it() => Assert.Equal(
        """{"storeepoch":"9f86d081884c7d65","session":7,"sequence":42,"starts":[{"sequence":40,"run":"0123456789abcdef"}],"earlier":[{"storeepoch":"00000000000000aa","sequence":39,"starts":[]}]}""",
        Encoding.UTF8.GetString(OutboxDocument.Render(Full with { Earlier = [Full.Earlier[0] with { Starts = [] }] })));

    [Theory]
    [InlineData("""{"storeepoch":"9f86d081884c7d65","session":1,"sequence":2,"later":{"a":[1]}}""", true)]
    [InlineData("""{"storeepoch":"9f86d081884c7d65","session":1,"sequence":2,"earlier":[{"storeepoch":"9f86d081884c7d65","sequence":2,"x":1}]}""", true)]
    [InlineData("""{"storeepoch":"9f86d081884c7d65","session":1}""", false)]
    [InlineData("""{"storeepoch":"9F86D081884C7D65","session":1,"sequence":2}""", false)]
    [InlineData("""{"storeepoch":"9f86d081884c7d65","session":-1,"sequence":2}""", false)]
    [InlineData("""{"storeepoch":"9f86d081884c7d65","session":1.5,"sequence":2}""", false)]
    [InlineData("""{"storeepoch":"9f86d081884c7d65","session":"1","sequence":2}""", false)]
    [InlineData("""{"storeepoch":"9f86d081884c7d65","session":1,"sequence":99999999999999999999}""", false)]
    [InlineData("""{"storeepoch":"9f86d081884c7d65","session":1,"session":9,"sequence":2}""", false)]
    [InlineData("""{"storeepoch":"9f86d081884c7d65","session":1,"sequence":2,"earlier":[7]}""", false)]
    [InlineData("""{"storeepoch":"9f86d081884c7d65","session":1,"sequence":2,"earlier":{}}""", false)]
    [InlineData("""{"storeepoch":"9f86d081884c7d65","session":1,"sequence":2,"starts":[{"sequence":1,"run":"x"}]}""", false)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    [InlineData("{", false)]
    public void Only_a_statement_is_read(string text, bool expected) => Assert.Equal(expected, OutboxDocument.Parse(Encoding.UTF8.GetBytes(text)) is not null);

    [Fact]
    public void A_statement_with_too_many_epochs_or_bytes_is_not_read()
    {
        var many = Full with { Earlier = [.. Enumerable.Repeat(Full.Earlier[0], StoreStatement.MaximumEarlier + 1)] };
        Assert.Null(OutboxDocument.Parse(OutboxDocument.Render(many)));
        var text = JsonNode.Parse(OutboxDocument.Render(Full))!.AsObject();
        text["padding"] = new string('x', 20_000);
        Assert.Null(OutboxDocument.Parse(Encoding.UTF8.GetBytes(text.ToJsonString())));
    }

    [Fact]
    public void The_largest_statement_of_this_version_is_read()
    {
        var starts = Enumerable.Range(0, StoreStatement.MaximumStarts).Select(i => new NumberStart(long.MaxValue - i, Epoch)).ToArray();
        var epoch = new EpochStatement(Epoch, long.MaxValue, starts);
        var largest = new StoreStatement(epoch, long.MaxValue, [.. Enumerable.Repeat(epoch, StoreStatement.MaximumEarlier)]);

        Assert.NotNull(OutboxDocument.Parse(OutboxDocument.Render(largest)));
    }

    [Theory]
    [InlineData("online", false)]
    [InlineData("stopped", false)]
    [InlineData("offline", true)]
    public void A_presence_document_is_read_as_it_was_written(string status, bool isVolatile)
    {
        var read = StatusDocument.Parse(StatusDocument.Render(status, 3, Epoch, isVolatile))!;

        Assert.Equal((Epoch, null, 3L, isVolatile), (read.Present.StoreEpoch, read.Present.Sequence, read.Session, read.IsVolatile));
    }

    [Theory]
    [InlineData("""{"status":"away","session":3,"storeepoch":"9f86d081884c7d65"}""")]
    [InlineData("""{"status":"online","session":3}""")]
    [InlineData("""{"status":"online","session":null,"storeepoch":"9f86d081884c7d65"}""")]
    [InlineData("\"online\"")]
    public void Anything_else_in_place_of_a_presence_document_is_not_read(string text) => Assert.Null(StatusDocument.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void No_bytes_make_a_reader_fail() => Gen.Select(Gen.Byte.Array[0, 6], Gen.Int[0, 200], Gen.Int[0, 20]).Sample((bytes, at, cut) =>
    {
        foreach (var document in (byte[][])[OutboxDocument.Render(Full), StatusDocument.Render("online", 3, Epoch), []])
        {
            at = Math.Min(at, document.Length);
            byte[] altered = [.. document[..at], .. bytes, .. document[Math.Min(document.Length, at + cut)..]];
            OutboxDocument.Parse(altered);
            StatusDocument.Parse(altered);
        }
    });
}
