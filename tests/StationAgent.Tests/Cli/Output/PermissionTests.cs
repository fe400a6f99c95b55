using System.Net.Sockets;
using StationAgent.Cli.Output;
using Xunit;

namespace StationAgent.Tests.Cli.Output;

public sealed class PermissionTests
{
    public static TheoryData<Exception> Denied() => [
        new UnauthorizedAccessException("a file"),
        new IOException("the camera", new UnauthorizedAccessException("a device")),
        new SocketException((int)SocketError.AccessDenied),
        new IOException("Permission denied", 13),
    ];

    [Theory]
    [MemberData(nameof(Denied))]
    public void What_a_user_may_not_do_is_explained_with_the_command_that_may(Exception failure)
    {
        Assert.EndsWith("sudo -u station-agent station-agent events list …", Permission.Remedy(failure, "station-agent events list"), StringComparison.Ordinal);
        Assert.Contains(Environment.UserName, Permission.Remedy(failure, command: null), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_failure_has_nothing_to_do_with_it()
    {
        Assert.Null(Permission.Remedy(new FileNotFoundException("nowhere"), "station-agent doctor"));
        Assert.Null(Permission.Remedy(new IOException("No space left on device", 28), "station-agent doctor"));
    }
}
