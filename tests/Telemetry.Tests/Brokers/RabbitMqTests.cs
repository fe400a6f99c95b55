using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests.Brokers;

/// <summary>
/// A real RabbitMQ 3.10 with the rights that ship. Always compiled, and a test only when it is built with <c>-p:DefineConstants=RABBITMQ</c>: installing the program
/// starts a server that listens on all interfaces, and a test that is skipped covers nothing. To run it: <c>Telemetry.Tests -class "*RabbitMqTests"</c>.
/// </summary>
public sealed class RabbitMqTests
{
    private const string AllTopics = @"^sa\.v1\..*$";
    private const string MayRead = @"^sa\.v1\.[^.]+\.{username}\.(state\.(status|outbox)|cmd\.replay|receipt)$";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

#if RABBITMQ
    [Fact]
    public
#else
    internal
#endif
    static async Task What_it_does_and_what_the_device_does()
    {
        await using var broker = await RabbitMq.StartAsync();
        var script = Path.Combine(RepositoryFolder.Path, "deploy/brokers/rabbitmq/add-device");
        await broker.RunAsync(script, "dev1", "secret");
        using var folder = new TemporaryFolder();
        var password = Path.Combine(folder.Path, "password");
        await File.WriteAllTextAsync(password, "secret", Cancelled);
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(100);

        using (var running = Start())
        {
            await DrainAsync(running, "connect and deliver");
            Assert.Equal("3.1.1", running.Service.Snapshot.Protocol);
            await running.StopAsync();
        }

        await PermitAsync(@"^sa\.v1\.[^.]+\.{username}\.(evt\.alarm|state\..*|tele\..*)$", MayRead);
        await outbox.AppendManyAsync(3);
        using (var running = Start(options => options.PausedTopicRetry = TimeSpan.FromSeconds(5)))
        {
            await running.UntilAsync(static s => s.PausedTopics.Count > 0);
            await outbox.AppendAsync("evt/alarm", EventClass.Alarm);
            await running.UntilAsync(static s => s.Delivered == 1);
            Report("deny events", running);
            Assert.Equal((3, 0), (outbox.Depth, outbox.SetAsideCount));
            await PermitAsync(AllTopics, MayRead);
            await DrainAsync(running, "deny events, then allow them");
        }

        await DeniedAsync("deny subscriptions", AllTopics, "^none$");
        await DeniedAsync("deny a state document", @"^sa\.v1\.[^.]+\.{username}\.(evt\..*|state\.(status|outbox)|tele\..*)$", MayRead);
        await DeniedAsync("deny presence and the will", @"^sa\.v1\.[^.]+\.{username}\.(evt\..*|state\.(outbox|health)|tele\..*)$", MayRead);
        await DeniedAsync("deny everything but events", @"^sa\.v1\.[^.]+\.{username}\.evt\..*$", "^none$");

        await PermitAsync(AllTopics, MayRead);
        using (var running = Start())
        {
            await running.UntilAsync(static s => s.Connected);
            await broker.StopAsync();
            await outbox.AppendManyAsync(100);
            await broker.StartAgainAsync();
            await DrainAsync(running, "restart");
        }

        Assert.Equal(0, outbox.SetAsideCount);

        RunningService Start(Action<Telemetry.Mqtt.TelemetryOptions>? more = null)
        {
            var running = RunningService.Start(outbox, broker.Port, options =>
            {
                (options.UserName, options.PasswordFile) = ("dev1", password);
                more?.Invoke(options);
            });
            running.Service.SetState("health", "{}"u8.ToArray());
            return running;
        }

        async Task DeniedAsync(string what, string write, string read)
        {
            await PermitAsync(write, read);
            await outbox.AppendManyAsync(20);
            using var running = Start();
            await DrainAsync(running, what);
        }

        Task PermitAsync(string write, string read) => broker.ControlAsync("set_topic_permissions", "-p", "/", "dev1", "amq.topic", write, read);
    }

    private static async Task DrainAsync(RunningService running, string what)
    {
        try
        {
            await running.UntilAsync(static s => s.Depth == 0);
        }
        finally
        {
            Report(what, running);
        }
    }

    private static void Report(string what, RunningService running)
    {
        var s = running.Service.Snapshot;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{what}: {s.Protocol}, {s.ConnectAttempts} attempts, {s.Delivered} delivered, {s.Depth} waiting, paused [{string.Join(", ", s.PausedTopics)}], last error: {s.LastError}, last refusal: {s.LastRefusal}");
    }
}
