using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Vision.Capture.Http;

/// <summary>How a camera is asked over HTTP.</summary>
/// <param name="Address">The address of its pictures, <c>http</c> or <c>https</c>, without user and password.</param>
/// <param name="UserName">User; null for none.</param>
/// <param name="PasswordFile">File with the user's password; null for none.</param>
/// <param name="StartTimeout">Longest time to connect and to bring the first picture.</param>
internal sealed record HttpCameraOptions(SourceAddress Address, string? UserName, string? PasswordFile, TimeSpan StartTimeout)
{
    /// <summary>True when no one can listen: encrypted, or on this machine.</summary>
    public bool IsPrivate => Address.Scheme == "https" || Address.IsLoopback;
}
