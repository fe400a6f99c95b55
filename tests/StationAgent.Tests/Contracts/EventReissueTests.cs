using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StationAgent.Contracts;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Tests.Contracts;

/// <summary>A stored event gets another id, and nothing else about it changes.</summary>
public sealed class EventReissueTests
{
    private static readonly EventId NewId = new("00112233445566aa", 1_234_567);

    public static TheoryData<string> Names => [.. Samples.Events.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_the_fields_with_the_id_change(string name)
    {
        var before = Samples.Events[name];

        var after = EventReissue.Rewrite(Stored(before), NewId, static id => id);

        var expected = JsonNode.Parse(before)!.AsObject();
        expected["id"] = NewId.ToString();
        expected["storeepoch"] = NewId.StoreEpoch;
        expected["sequence"] = NewId.SequenceText;
        Assert.Equal(expected.ToJsonString(), Normalised(after));
        Assert.Equal(before.Length, after.Length);
        Assert.True(ReceivedEvent.TryParse(after, out var read, out var error), error);
        Assert.Equal(NewId.ToString(), read.Envelope.Id);
    }

    [Fact]
    public void An_amendment_names_the_present_id_of_its_drop_off()
    {
        var dropOff = new EventId("ffeeddccbbaa9988", 77);

        var after = EventReissue.Rewrite(Stored(Samples.Events["dropoff.amended.v1"]), NewId, id => id.Sequence == 41 ? dropOff : id);

        Assert.True(ReceivedEvent.TryParse(after, out var read, out _));
        Assert.Equal(dropOff.ToString(), read.Amendment()?.Amends);
    }

    [Fact]
    public void A_piece_that_was_presented_again_names_the_present_id_of_its_first_event()
    {
        var first = new EventId("ffeeddccbbaa9988", 77);

        var after = EventReissue.Rewrite(Stored(Samples.Events["dropoff.v1"]), NewId, id => id.Sequence == 40 ? first : id);

        Assert.True(ReceivedEvent.TryParse(after, out var read, out _));
        Assert.Equal(first.ToString(), read.DropOff()?.RetryOf);
    }

    [Fact]
    public void A_grade_names_the_present_id_of_its_drop_off()
    {
        var dropOff = new EventId("ffeeddccbbaa9988", 77);

        var after = EventReissue.Rewrite(Stored(Samples.Events["dropoff.graded.v1"]), NewId, id => id.Sequence == 41 ? dropOff : id);

        Assert.True(ReceivedEvent.TryParse(after, out var read, out _));
        Assert.Equal(dropOff.ToString(), read.Grade()?.Grades);
    }

    [Fact]
    public void An_id_in_another_place_stays()
    {
        var detail = $"Event {Samples.Id} was set aside.";
        var data = new AlarmData("event_set_aside", detail, Samples.Clock.StampAt(Samples.Clock.SinceBoot));
        var before = EventWriter.Alarm(Samples.Id, Samples.Identity, Samples.Clock, data);

        var after = Samples.Text(EventReissue.Rewrite(Stored(before), NewId, static id => new EventId(id.StoreEpoch, id.Sequence + 1)));

        Assert.Contains(detail, after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"id":"9f86d081884c7d65-00000000000000000043","storeepoch":"9f86d081884c7d65","sequence":"00000000000000000043"}""")]
    public void Bytes_that_do_not_bear_the_id_are_refused(string text) =>
        Assert.ThrowsAny<JsonException>(() => EventReissue.Rewrite(Stored(Encoding.UTF8.GetBytes(text)), NewId, static id => id));

    private static string Normalised(byte[] json) => JsonNode.Parse(json)!.ToJsonString();

    private static StoredEvent Stored(byte[] payload) =>
        new(Samples.Id, Topics.DropOff, EventClass.DropOff, DateTimeOffset.UnixEpoch, payload, EventState.Pending, null);
}
