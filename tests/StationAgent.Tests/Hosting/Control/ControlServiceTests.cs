using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;
using StationAgent.Hosting.Control;
using Xunit;

namespace StationAgent.Tests.Hosting.Control;

/// <summary>The real socket in a real folder.</summary>
public sealed class ControlServiceTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("control-").FullName;
    private readonly List<ControlRequest> _asked = [];
    private ControlService? _service;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_reaches_the_service_and_its_answer_comes_back()
    {
        await StartAsync();

        var reply = await ControlClient.AskAsync(_folder, new ControlRequest(ControlRequest.Replay, 17, 42), Cancelled);

        Assert.Equal(new ControlReply(true, "17..42"), reply);
        Assert.Equal(new ControlRequest("replay", 17, 42), Assert.Single(_asked));
    }

    [Fact]
    public async Task A_grade_and_a_reason_for_maintenance_reach_the_service_as_they_were_given()
    {
        await StartAsync();
        var grade = new ControlRequest(ControlRequest.GradeEvent) { Event = "9f86d081884c7d65-00000000000000000042", Grade = Grade.Refuse };
        var maintenance = new ControlRequest(ControlRequest.Maintenance) { Why = MaintenanceWhy.Emptying };

        await ControlClient.AskAsync(_folder, grade, Cancelled);
        await ControlClient.AskAsync(_folder, maintenance, Cancelled);

        Assert.Equal([grade, maintenance], _asked);
    }

    [Theory]
    [InlineData("{\"command\":\"grade\",\"grade\":\"burn\"}\n")]
    [InlineData("hello\n")]
    [InlineData("{}\n")]
    [InlineData("null\n")]
    [InlineData("{\"command\":7}\n")]
    [InlineData("\n")]
    public async Task A_bad_request_gets_a_reason_and_the_next_one_is_served(string text)
    {
        await StartAsync();
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(ControlSocket.PathIn(_folder)), Cancelled);
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), Cancelled);
            var line = await ControlSocket.ReadLineAsync(socket, Cancelled);
            Assert.Contains("\"ok\":false", Encoding.UTF8.GetString(line!.Value.Span), StringComparison.Ordinal);
        }

        Assert.Empty(_asked);
        Assert.True((await ControlClient.AskAsync(_folder, new ControlRequest("replay", 1, 1), Cancelled)).Ok);
    }

    [Fact]
    public async Task A_socket_that_a_killed_agent_left_behind_is_replaced()
    {
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(ControlSocket.PathIn(_folder)));
        }

        var alone = await Assert.ThrowsAsync<IOException>(() => ControlClient.AskAsync(_folder, new ControlRequest("replay", 1, 1), Cancelled));
        Assert.Contains("No agent answers at", alone.Message, StringComparison.Ordinal);

        await StartAsync();
        Assert.True((await ControlClient.AskAsync(_folder, new ControlRequest("replay", 1, 1), Cancelled)).Ok);
    }

    [Fact]
    public async Task Only_the_service_user_may_connect()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes");
            return;
        }

        await StartAsync();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ControlSocket.PathIn(_folder)));
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_is_reported_and_the_agent_still_runs()
    {
        var deep = Path.Combine(_folder, new string('d', 120));
        var failure = await Assert.ThrowsAsync<IOException>(() => ControlClient.AskAsync(deep, new ControlRequest("replay", 1, 1), Cancelled));
        Assert.Contains("too long for a socket", failure.Message, StringComparison.Ordinal);

        using var service = new ControlService(deep, (_, _) => Task.FromResult(new ControlReply(true, "")), TimeProvider.System, NullLogger<ControlService>.Instance);
        await service.StartAsync(Cancelled);
        await service.ExecuteTask!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.StopAsync(CancellationToken.None);
            _service.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync()
    {
        _service = new ControlService(
            _folder,
            (request, _) =>
            {
                _asked.Add(request);
                return Task.FromResult(new ControlReply(true, $"{request.From}..{request.To}"));
            },
            TimeProvider.System,
            NullLogger<ControlService>.Instance);
        await _service.StartAsync(Cancelled);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!IsListening())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    private bool IsListening()
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(ControlSocket.PathIn(_folder)));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
