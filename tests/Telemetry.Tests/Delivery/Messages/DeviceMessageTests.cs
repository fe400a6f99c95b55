using System.Globalization;
using System.Text;
using CsCheck;
using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>Messages to the device: receipts and replay requests, as defined in <c>docs/contract/schemas</c>.</summary>
public sealed class DeviceMessageTests
{
    private const string Epoch = "0123456789abcdef";

    private static readonly string[] Good =
    [
        """{"storeepoch":"0123456789abcdef","upTo":17}""",
        """{"ids":["0123456789abcdef-00000000000000000001","0123456789abcdef-00000000000000000002"]}""",
        """{"storeepoch":"0123456789abcdef","from":1,"to":17}""",
    ];

    private static readonly Gen<EventId> AnyId = Gen.Select(
        Gen.Char["0123456789abcdef"].Array[16], Gen.Long[1, long.MaxValue - 1], (epoch, number) => new EventId(new string(epoch), number));

    [Fact]
    public void An_id_is_read_as_it_is_written() => AnyId.Sample(id =>
    {
        Assert.True(EventId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
    });

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef")]
    [InlineData("0123456789abcdef-")]
    [InlineData("0123456789ABCDEF-00000000000000000001")]
    [InlineData("0123456789abcdeg-00000000000000000001")]
    [InlineData("0123456789abcdef_00000000000000000001")]
    [InlineData("0123456789abcdef-00000000000000000000")]
    [InlineData("0123456789abcdef--0000000000000000001")]
    [InlineData("0123456789abcdef-+0000000000000000001")]
    [InlineData("0123456789abcdef- 0000000000000000001")]
    [InlineData("0123456789abcdef-0000000000000000001")]
    [InlineData("0123456789abcdef-000000000000000000001")]
    [InlineData("0123456789abcdef-09223372036854775808")]
    [InlineData("0123456789abcdef-99999999999999999999")]
    public void Other_text_is_not_an_id(string text) => Assert.False(EventId.TryParse(text, out _));

    [Fact]
    public void Receipts_of_the_contract_are_understood() =>
        Gen.Select(AnyId, AnyId.Array[1, 20]).Sample((last, ids) =>
        {
            var upTo = Receipt($$"""{ "later": [1, {"x": null}], "upTo": {{last.Sequence}}, "storeepoch": "{{last.StoreEpoch}}" }""");
            Assert.True(upTo!.Covers(last));
            Assert.True(upTo.Covers(last with { Sequence = 1 }));
            Assert.False(upTo.Covers(last with { Sequence = last.Sequence + 1 }));
            Assert.False(upTo.Covers(last with { StoreEpoch = "another_store___" }));

            var single = Receipt($$"""{"ids":[{{string.Join(',', ids.Select(id => $"\"{id}\""))}}]}""");
            Assert.All(ids, id => Assert.True(single!.Covers(id)));
            Assert.Equal(ids.Contains(last), single!.Covers(last));
        });

    [Fact]
    public void Replays_of_the_contract_are_understood() =>
        Gen.Select(AnyId, Gen.Long[0, 1000]).Sample((from, more) =>
        {
            var to = from.Sequence > long.MaxValue - more ? from.Sequence : from.Sequence + more;
            Assert.Equal(
                new ReplayMessage(from.StoreEpoch, from.Sequence, to),
                Replay($$"""{"storeepoch":"{{from.StoreEpoch}}","from":{{from.Sequence}},"to":{{to}},"by":"someone"}"""));
        });

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"ids":[]}""")]
    [InlineData("""{"ids":null}""")]
    [InlineData("""{"ids":[null]}""")]
    [InlineData("""{"ids":[17]}""")]
    [InlineData("""{"ids":["0123456789abcdef-1"]}""")]
    [InlineData("""{"ids":"0123456789abcdef-00000000000000000001"}""")]
    [InlineData("""{"ids":["\ud800"]}""")]
    [InlineData("""{"\ud800":1,"storeepoch":"\udc00","upTo":1}""")]
    [InlineData("""{"upTo":1}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef"}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","upTo":0}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","upTo":-1}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","upTo":"1"}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","upTo":1.5}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","upTo":1e300}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","upTo":9223372036854775808}""")]
    [InlineData("""{"storeepoch":"0123456789ABCDEF","upTo":1}""")]
    [InlineData("""{"storeepoch":17,"upTo":1}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","upTo":1,"ids":["0123456789abcdef-00000000000000000001"]}""")]
    public void An_invalid_receipt_is_refused_with_a_reason(string payload)
    {
        Assert.Null(ReceiptMessage.Parse(Encoding.UTF8.GetBytes(payload), out var problem));
        Assert.NotEmpty(problem);
    }

    [Theory]
    [InlineData("""{"storeepoch":"0123456789abcdef","from":1}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","to":1}""")]
    [InlineData("""{"from":1,"to":1}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","from":0,"to":1}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","from":2,"to":1}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","from":-9223372036854775808,"to":1}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","from":1,"to":99999999999999999999}""")]
    [InlineData("""{"storeepoch":"0123456789abcdef","from":[1],"to":1}""")]
    [InlineData("""{"storeepoch":"elsewhere","from":1,"to":1}""")]
    public void An_invalid_replay_request_is_refused_with_a_reason(string payload)
    {
        Assert.Null(ReplayMessage.Parse(Encoding.UTF8.GetBytes(payload), out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void Bytes_of_any_kind_do_no_harm() => Gen.Byte.Array[0, 200].Sample(ParseBoth);

    [Fact]
    public void Good_messages_with_bytes_changed_do_no_harm() =>
        Gen.Select(
            Gen.Int[0, Good.Length - 1],
            Gen.Select(Gen.Int[0, 200], Gen.Byte).Array[1, 4],
            Gen.Int[0, 200]).Sample((which, changes, length) =>
        {
            var payload = Encoding.UTF8.GetBytes(Good[which]);
            foreach (var (at, value) in changes)
            {
                payload[at % payload.Length] = value;
            }

            ParseBoth(payload[..Math.Min(length, payload.Length)]);
        });

    [Fact]
    public void Deep_and_large_documents_do_no_harm()
    {
        ParseBoth(Encoding.UTF8.GetBytes("{\"ids\":" + new string('[', 100_000)));
        ParseBoth(Encoding.UTF8.GetBytes("{\"x\":" + new string('[', 100_000)));
        var ids = string.Join(',', Enumerable.Range(1, 100_000).Select(n => $"\"{new EventId(Epoch, n)}\""));
        Assert.Null(ReceiptMessage.Parse(Encoding.UTF8.GetBytes($$"""{"ids":[{{ids}}]}"""), out var problem));
        Assert.Contains("at most", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_of_five_thousand_events_is_taken()
    {
        var ids = string.Join(',', Enumerable.Range(1, 5000).Select(n => string.Create(CultureInfo.InvariantCulture, $"\"{Epoch}-{n:D20}\"")));

        Assert.Equal(5000, Receipt($$"""{"ids":[{{ids}}]}""")!.Ids!.Count);
    }

    private static void ParseBoth(byte[] payload)
    {
        Assert.True(ReceiptMessage.Parse(payload, out _) is not { Ids: null, UpTo: < 1 });
        Assert.True(ReplayMessage.Parse(payload, out _) is null or { From: >= 1 });
    }

    private static ReceiptMessage? Receipt(string payload) => ReceiptMessage.Parse(Encoding.UTF8.GetBytes(payload), out _);

    private static ReplayMessage? Replay(string payload) => ReplayMessage.Parse(Encoding.UTF8.GetBytes(payload), out _);
}
