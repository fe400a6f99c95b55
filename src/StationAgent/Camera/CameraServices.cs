using Microsoft.Extensions.Logging;
using StationAgent.Vision.Capture;

namespace StationAgent.Camera;

/// <summary>What camera drivers may need in addition to their options.</summary>
/// <param name="Time">Clock of the frames.</param>
/// <param name="Loggers">Makes the loggers of drivers that write to the log.</param>
/// <param name="OpenSimulated">Opens the camera of the simulated station with this number of frames a second.</param>
internal sealed record CameraServices(TimeProvider Time, ILoggerFactory Loggers, Func<double, IFrameSource> OpenSimulated);
