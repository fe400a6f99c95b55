using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Failures;
using StationAgent.Hosting;
using StationAgent.Hosting.Control;
using StationAgent.Sensors;
using StationAgent.Vision.Capture;

namespace StationAgent.Cli.Cameras;

/// <summary>The pictures of a sheet: from files, or from the configured camera.</summary>
internal static class SheetPictures
{
    private const int Count = 5;

    /// <summary>The first pictures of many cameras are dark.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1.5);

    /// <summary>Reads files.</summary>
    /// <returns>Each with its name.</returns>
    /// <exception cref="StartException">One cannot be read.</exception>
    public static List<(string Name, ReadOnlyMemory<byte> File)> Read(IEnumerable<FileInfo> files) => [.. files.Select(static file => (file.ToString(), Read(file)))];

    /// <summary>Takes pictures.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="time">Clock of the waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StartException">The camera gives none, or the service holds it.</exception>
    public static async Task<List<(string Name, ReadOnlyMemory<byte> File)>> TakeAsync(AgentOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Camera.Driver.IsDevice && await RunningService.FindAsync(options.Storage.Directory, cancellationToken) == ServicePresence.Running)
        {
            throw new StartException(
                $"the service is running (data folder '{options.Storage.Directory}') and holds the camera; stop it first: systemctl stop station-agent");
        }

        try
        {
            var pictures = new List<(string, ReadOnlyMemory<byte>)>();
            await using var camera = StationDevices.Sensors(options, time, NullLoggerFactory.Instance).OpenCamera();
            var frame = await SensorWait.FirstAsync(camera.NextAsync, silent: null, time, cancellationToken);
            var opened = time.GetTimestamp();
            while (time.GetElapsedTime(opened) < Settling)
            {
                frame = await SensorWait.NextAsync(camera.NextAsync, time, cancellationToken);
            }

            for (var i = 1; i <= Count; i++)
            {
                pictures.Add(($"picture {i}", frame.Jpeg));
                frame = await SensorWait.NextAsync(camera.NextAsync, time, cancellationToken);
            }

            return pictures;
        }
        catch (Exception failure) when (failure is FrameSourceException or TimeoutException)
        {
            throw new StartException($"the camera ({options.Camera.Driver.Name}) gives no pictures: {FailureText.Of(failure)} {options.Camera.Driver.Remedy}", failure);
        }
    }

    private static ReadOnlyMemory<byte> Read(FileInfo file)
    {
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"--pictures {file}: {FileProblem.OfFile(file.FullName, failure)}", failure);
        }
    }
}
