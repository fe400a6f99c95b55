using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>Grades and maintenance with the running service and a real broker.</summary>
public sealed class GradeTests
{
    private const string Root = "sa/v1/corner-shop/device-7";

    [Fact]
    public async Task A_drop_off_is_graded_once_by_command_whatever_comes_again()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Root + "/#");
        using var station = new StationFolder(broker);

        // Of any age: the service is sent it at every start, and ignores it.
        await PublishAsync(broker, "cmd/grade", """{"id":"g-retained","event":"0123456789abcdef-00000000000000000001","grade":"reuse"}""", "-r");
        string graded;
        var dropOff = await AcceptedAsync(station);
        await using (var agent = station.Run())
        {
            graded = GradedEvent(await GradeAsync(broker, subscriber, "g-1", dropOff, "reuse"));
            await subscriber.WaitForAsync(
                all => all.Any(one => one.Topic == Root + "/evt/dropoff" && StationFolder.IdOf(one.Payload) == graded && one.Payload.Contains(dropOff, StringComparison.Ordinal)),
                "the event with the grade");

            Assert.Equal(graded, GradedEvent(await GradeAsync(broker, subscriber, "g-1", dropOff, "reuse")));
            Assert.Equal("already_graded", Reason(await GradeAsync(broker, subscriber, "g-2", dropOff, "pulp")));
            Assert.Equal("already_graded", Reason(await GradeAsync(broker, subscriber, "g-3", dropOff, "pulp")));
            Assert.Equal("not_found", Reason(await GradeAsync(broker, subscriber, "g-4", dropOff[..17] + "00000000000000999999", "pulp")));
            Assert.Equal("other_device", Reason(await GradeAsync(broker, subscriber, "g-5", "0123456789abcdef" + dropOff[16..], "pulp")));
            Assert.Equal("malformed", Reason(await AskAsync(broker, subscriber, """{"id":"g-6","grade":"pulp"}""", "g-6")));

            await PublishAsync(broker, "cmd/grade", "grade them all");
            await subscriber.WaitForAsync(all => all.Any(one => one.Topic == Root + "/rsp/grade" && one.Payload.Contains("\"id\":null", StringComparison.Ordinal)), "a refusal without an id");
            await agent.KillAsync();
        }

        await using var again = station.Run();
        Assert.Equal(graded, GradedEvent(await GradeAsync(broker, subscriber, "g-1", dropOff, "reuse")));
        Assert.Empty(Answers(subscriber.Received, "g-retained"));
        Assert.Single(subscriber.Received, static one => one.Topic == Root + "/evt/dropoff" && one.Payload.Contains("dropoff.graded.v1", StringComparison.Ordinal));
        again.Terminate();
        Assert.Equal(0, await again.WaitForExitAsync(TimeSpan.FromSeconds(40)));
    }

    [Fact]
    public async Task The_command_line_grades_and_puts_the_station_into_maintenance()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Root + "/#");
        using var station = new StationFolder(broker);
        var dropOff = await AcceptedAsync(station);
        await using var agent = station.Run();
        await subscriber.WaitForAsync(static all => StationFolder.NewestHealth(all) is not null, "the first health");

        Assert.Equal((0, "is graded 'refuse'"), await RunAsync("is graded 'refuse'", "events", "grade", dropOff, "refuse", "--data", station.Data));
        Assert.Equal((1, "has a grade already"), await RunAsync("has a grade already", "events", "grade", dropOff, "refuse", "--data", station.Data));
        Assert.Equal((2, "expected reuse, pulp or refuse"), await RunAsync("expected reuse, pulp or refuse", "events", "grade", dropOff, "burn", "--data", station.Data));
        Assert.Equal((2, "whole id of an event"), await RunAsync("whole id of an event", "events", "grade", "42", "pulp", "--data", station.Data));

        Assert.Equal((0, "in maintenance (cleaning)"), await RunAsync("in maintenance (cleaning)", "maintenance", "on", "--why", "cleaning", "--data", station.Data));
        await subscriber.WaitForAsync(
            static all => StationFolder.NewestHealth(all) is { } health && health.GetProperty("status").GetString() is "maintenance", "health that says so");
        Assert.Equal((1, "already (cleaning)"), await RunAsync("already (cleaning)", "maintenance", "on", "--data", station.Data));
        Assert.Equal((0, "has ended"), await RunAsync("has ended", "maintenance", "off", "--data", station.Data));
        Assert.Equal((1, "not in maintenance"), await RunAsync("not in maintenance", "maintenance", "off", "--data", station.Data));
        await subscriber.WaitForAsync(static all => all.Count(static one => one.Topic == Root + "/evt/maintenance") == 2, "both events");
        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(TimeSpan.FromSeconds(40)));
    }

    /// <summary>Stores an accepted drop-off whose window is over, as an earlier run of the service would have.</summary>
    private static async Task<string> AcceptedAsync(StationFolder station)
    {
        await using var outbox = Outbox.Open(station.Data, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
        var id = await outbox.AppendAsync(
            "evt/dropoff",
            EventClass.DropOff,
            static id => System.Text.Encoding.UTF8.GetBytes(
                $$$"""
                {"specversion":"1.0","id":"{{{id}}}","source":"/stations/corner-shop/devices/device-7","type":"io.stationagent.dropoff.v1","time":"2026-03-01T08:30:03.682Z","datacontenttype":"application/json","dataschema":"urn:stationagent:schema:dropoff:v1","storeepoch":"{{{id.StoreEpoch}}}","sequence":"{{{id.SequenceText}}}","recordedtime":"2026-03-01T08:30:07.250Z","data":{"outcome":"accepted","test":false,"item":{"class":"packaging/carton"},"disposition":"sort"}}
                """),
            TestContext.Current.CancellationToken);
        await outbox.SetNoteAsync("settled", id.ToString(), TestContext.Current.CancellationToken);
        return id.ToString();
    }

    private static Task<JsonElement> GradeAsync(Mosquitto broker, MosquittoSubscriber subscriber, string id, string dropOff, string grade) =>
        AskAsync(broker, subscriber, $$"""{"id":"{{id}}","event":"{{dropOff}}","grade":"{{grade}}"}""", id);

    private static async Task<JsonElement> AskAsync(Mosquitto broker, MosquittoSubscriber subscriber, string command, string id)
    {
        var before = Answers(subscriber.Received, id).Count;
        using var again = new PeriodicTimer(TimeSpan.FromSeconds(5));
        while (true)
        {
            // A command that comes while the service connects may be lost, as the contract says.
            await PublishAsync(broker, "cmd/grade", command);
            var answered = subscriber.WaitForAsync(all => Answers(all, id).Count > before, "the answer to " + id);
            if (await Task.WhenAny(answered, again.WaitForNextTickAsync(TestContext.Current.CancellationToken).AsTask()) == answered)
            {
                await answered;
                return JsonDocument.Parse(Answers(subscriber.Received, id)[^1]).RootElement;
            }
        }
    }

    private static List<string> Answers(IReadOnlyList<(string Topic, string Payload)> received, string id) =>
        [.. received.Where(one => one.Topic == Root + "/rsp/grade" && one.Payload.Contains($"\"id\":\"{id}\"", StringComparison.Ordinal)).Select(static one => one.Payload)];

    private static async Task PublishAsync(Mosquitto broker, string suffix, string payload, params string[] more)
    {
        using var publish = Process.Start(
            Mosquitto.FindProgram("mosquitto_pub") ?? "mosquitto_pub",
            ["-h", "127.0.0.1", "-p", broker.Port.ToString(CultureInfo.InvariantCulture), "-q", "1", "-t", $"{Root}/{suffix}", "-m", payload, .. more]);
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, publish.ExitCode);
    }

    /// <summary>The exit code, and the text when the output has it.</summary>
    private static async Task<(int ExitCode, string Output)> RunAsync(string text, params string[] arguments)
    {
        var (code, output, errors) = await AgentProcess.RunAsync(arguments);
        var all = string.Join('\n', output) + errors;
        return (code, all.Contains(text, StringComparison.Ordinal) ? text : all);
    }

    private static string GradedEvent(JsonElement answer)
    {
        Assert.Equal("graded", answer.GetProperty("result").GetString());
        return answer.GetProperty("gradedEvent").GetString()!;
    }

    private static string Reason(JsonElement answer)
    {
        Assert.Equal("refused", answer.GetProperty("result").GetString());
        return answer.GetProperty("reason").GetString()!;
    }
}
