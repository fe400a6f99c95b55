using StationAgent.Testing;
using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Vision.Tests.Capture;

internal static class CameraServerAddress
{
    /// <summary>The address of the server's stream, with an addition such as a query.</summary>
    public static SourceAddress Address(this CameraServer server, string addition = "") =>
        SourceAddress.TryParse(server.Url + addition, out var address) ? address : throw new InvalidOperationException(server.Url + addition);
}
