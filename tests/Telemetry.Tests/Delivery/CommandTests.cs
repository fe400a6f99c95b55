using System.Collections.Concurrent;
using System.Text;
using MQTTnet.Protocol;
using StationAgent.Telemetry.Delivery.Commands;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>Commands that the program carries out, with a real broker.</summary>
public sealed class CommandTests
{
    private readonly ConcurrentQueue<string> _taken = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_is_answered_and_the_answer_is_not_retained()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var backend = await OtherClient.StartAsync(broker.Port, topic: "rsp/#");
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port, configure: null, Echo());
        await running.UntilAsync(static s => s.Connected);

        await backend.SendAsync("cmd/echo", "one");
        await backend.SendAsync("cmd/echo", "two");

        await BackendTests.UntilAsync(() => backend.Payloads("rsp/echo").Count() == 2);
        Assert.Equal(["answer to one", "answer to two"], backend.Payloads("rsp/echo"));
        Assert.All(backend.Received, static one => Assert.Equal((MqttQualityOfServiceLevel.AtLeastOnce, false), (one.Qos, one.Retained)));
        await using var late = await OtherClient.StartAsync(broker.Port, "late", topic: "rsp/#");
        await late.SendAsync("cmd/echo", "three");
        await BackendTests.UntilAsync(() => late.Payloads("rsp/echo").Any());
        Assert.Equal(["answer to three"], late.Payloads("rsp/echo"));
    }

    [Fact]
    public async Task What_is_retained_or_too_large_is_not_carried_out()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var backend = await OtherClient.StartAsync(broker.Port, topic: "rsp/#");
        await backend.SendAsync("cmd/echo", "retained", retain: true);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port, configure: null, Echo());
        await running.UntilAsync(static s => s.Connected);

        await backend.SendAsync("cmd/echo", new string('x', CommandRunner.MaximumBytes + 1));
        await backend.SendAsync("cmd/other", "unknown");
        await backend.SendAsync("cmd/echo", "good");

        await BackendTests.UntilAsync(() => backend.Payloads("rsp/echo").Any());
        Assert.Equal(["good"], _taken);
    }

    [Fact]
    public async Task A_command_that_fails_is_not_answered_and_the_next_one_is()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var backend = await OtherClient.StartAsync(broker.Port, topic: "rsp/#");
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port, configure: null, Echo());
        await running.UntilAsync(static s => s.Connected);

        await backend.SendAsync("cmd/echo", "fail");
        await backend.SendAsync("cmd/echo", "good");

        await BackendTests.UntilAsync(() => backend.Payloads("rsp/echo").Any());
        Assert.Equal(["answer to good"], backend.Payloads("rsp/echo"));
        await outbox.AppendAsync();
        await running.Service.WhenDrainedAsync(Cancelled);
    }

    [Fact]
    public async Task Events_flow_where_neither_command_nor_answer_is_allowed()
    {
        const string Rights = $"topic readwrite {OtherClient.Root}/state/#\ntopic write {OtherClient.Root}/evt/#\ntopic read {OtherClient.Root}/cmd/echo\n"
            + $"user backend\ntopic write {OtherClient.Root}/cmd/echo\n";
        await using var broker = await Mosquitto.StartAsync("acl_file {folder}/acl", ("acl", Rights + $"pattern write {OtherClient.Root}/cmd/echo\n"));
        await using var backend = await OtherClient.StartAsync(broker.Port);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port, configure: null, Echo());
        await running.UntilAsync(static s => s.Connected);

        for (var i = 0; i < 5; i++)
        {
            await backend.SendAsync("cmd/echo", $"{i}");
            await outbox.AppendAsync();
        }

        await BackendTests.UntilAsync(() => _taken.Count == 5);
        await running.Service.WhenDrainedAsync(Cancelled);
        Assert.Equal(0, outbox.SetAsideCount);
        Assert.Empty(running.Service.Snapshot.PausedTopics);
    }

    [Fact]
    public async Task More_commands_than_may_wait_are_left_out()
    {
        var runner = new CommandRunner(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, new Telemetry.Delivery.LogLimit(static () => TimeSpan.Zero)) { Known = [Echo()] };
        for (var i = 0; i < CommandRunner.MaximumWaiting; i++)
        {
            Assert.Empty(runner.Take("cmd/echo", Encoding.UTF8.GetBytes($"{i}")));
        }

        Assert.Contains("already waiting", runner.Take("cmd/echo", "more"u8.ToArray()), StringComparison.Ordinal);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var running = runner.RunAsync(stop.Token);
        for (var i = 0; i < CommandRunner.MaximumWaiting; i++)
        {
            var answer = await runner.Answers.ReadAsync(Cancelled);
            Assert.Equal(("rsp/echo", $"answer to {i}"), (answer.Topic, Encoding.UTF8.GetString(answer.Payload.Span)));
        }

        await stop.CancelAsync();
        await running;
    }

    private DeviceCommand Echo() => new("echo", (payload, _) =>
    {
        var text = Encoding.UTF8.GetString(payload.Span);
        _taken.Enqueue(text);
        return text == "fail" ? throw new InvalidOperationException("no") : Task.FromResult(new CommandAnswer(Encoding.UTF8.GetBytes($"answer to {text}"), text == "bad" ? "it is bad" : null));
    });
}
