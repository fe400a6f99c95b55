using System.Net.Sockets;
using StationAgent.Native;

namespace StationAgent.Cli.Output;

/// <summary>Failures that come from what a user may do, and what helps.</summary>
internal static class Permission
{
    private const string ServiceUser = "station-agent";

    /// <summary>Says what to do about a failure.</summary>
    /// <param name="failure">The failure, which may have others inside.</param>
    /// <param name="command">The command to run as another user, such as <c>station-agent events list</c>; null for one that uses no file of the service.</param>
    /// <returns>A sentence; null when the failure has nothing to do with permissions.</returns>
    public static string? Remedy(Exception failure, string? command)
    {
        if (!IsDenied(failure))
        {
            return null;
        }

        return command is null
            ? $"Change its permissions so that {Environment.UserName} may use it, or name another one."
            : $"Run the command as the service's user instead of as {Environment.UserName}: sudo -u {ServiceUser} {command} …";
    }

    /// <summary>True when the user may not do what was tried.</summary>
    public static bool IsDenied(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is UnauthorizedAccessException or SocketException { SocketErrorCode: SocketError.AccessDenied } or IOException { HResult: Errno.AccessDenied or Errno.NotPermitted })
            {
                return true;
            }
        }

        return false;
    }
}
