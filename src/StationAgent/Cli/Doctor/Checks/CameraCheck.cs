using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Camera.Calibrating;
using StationAgent.Hosting;
using StationAgent.Sensors;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Station;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.V4l2;
using StationAgent.Vision.Imaging;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>The cameras that the kernel knows, and a picture of the configured one, which is saved.</summary>
/// <param name="options">The configuration.</param>
/// <param name="serviceRuns">Whether the service holds the camera.</param>
/// <param name="frameFile">Where the picture is saved.</param>
/// <param name="time">For durations.</param>
internal sealed class CameraCheck(AgentOptions options, bool serviceRuns, string frameFile, TimeProvider time) : IDoctorCheck
{
    /// <summary>The last picture of this time is used: the first pictures of many cameras are dark.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1.5);

    /// <inheritdoc/>
    public string Area => DoctorAreas.Camera;

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(45);

    /// <summary>The picture that was taken; null for none.</summary>
    public ReadOnlyMemory<byte>? Picture { get; private set; }

    /// <inheritdoc/>
    public async Task RunAsync(Findings findings, CancellationToken cancellationToken)
    {
        var camera = options.Camera;
        findings.Add("devices", CameraJudgement.OfDevices(camera, VideoDevices.List(), camera.Path is { } path ? Resolved(path) : null));
        if (CameraJudgement.OfDelay(ReadDelay(), options.DropOff.LongestCameraDelay) is { } delay)
        {
            findings.Add("delay", delay);
        }

        if (serviceRuns && camera.Driver.IsDevice)
        {
            findings.Skipped("picture", "the running service holds the camera", "To check it, stop the service first: systemctl stop station-agent.");
            return;
        }

        try
        {
            await LookAsync(findings, cancellationToken);
        }
        catch (Exception failure) when (failure is FrameSourceException or FrameDecodeException or PhotoSetException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            findings.Failed("picture", FailureText.Of(failure), camera.Driver.Remedy);
        }
    }

    private async Task LookAsync(Findings findings, CancellationToken cancellationToken)
    {
        var opened = time.GetTimestamp();
        var source = StationDevices.Sensors(options, time, NullLoggerFactory.Instance).OpenCamera();
        await using (source)
        {
            var frame = await SensorWait.FirstAsync(source.NextAsync, silent: null, time, cancellationToken);
            var first = (frame.At, After: time.GetElapsedTime(opened));
            var count = 1;
            while (time.GetElapsedTime(opened) < first.After + Settling)
            {
                frame = await SensorWait.NextAsync(source.NextAsync, time, cancellationToken);
                count++;
            }

            if (FrameHeader.ProblemOf(frame.Jpeg.Span) is { } problem)
            {
                throw new FrameDecodeException(problem);
            }

            var rate = frame.At > first.At ? (count - 1) / (frame.At - first.At).TotalSeconds : 0;
            var facts = PictureFacts.Of(frame.Jpeg);
            findings.Add("picture", CameraJudgement.OfPicture(options.Camera, facts, frame.Jpeg.Length, first.After, rate));
            CheckCalibration(findings, facts);
            Picture = frame.Jpeg;
            Save(findings, frame.Jpeg);
        }
    }

    private void CheckCalibration(Findings findings, PictureFacts facts)
    {
        try
        {
            findings.Add("calibration", CalibrationJudgement.Of(ConfiguredCalibration.Load(options.Camera), facts.Width, facts.Height));
        }
        catch (CameraCalibrationException failure)
        {
            findings.Failed("calibration", failure.Message, CalibrationJudgement.Remedy);
        }
    }

    private CameraDelayNote? ReadDelay()
    {
        try
        {
            using var reader = OutboxReader.Open(options.Storage.Directory);
            return CameraDelayNote.Parse(reader.GetNote(CameraDelayNote.Key));
        }
        catch (OutboxException)
        {
            // The check of the store says what is wrong with it.
            return null;
        }
    }

    private void Save(Findings findings, ReadOnlyMemory<byte> jpeg)
    {
        try
        {
            PrivateFile.Write(frameFile, jpeg.Span);
            findings.Ok("saved", Path.GetFullPath(frameFile));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            findings.Warning("saved", FailureText.Of(failure), "Choose a file that you may write to: --frame FILE.");
        }
    }

    private static string Resolved(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path;
        }
    }
}
