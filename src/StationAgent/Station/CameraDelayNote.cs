using System.Globalization;

namespace StationAgent.Station;

/// <summary>The delay of the camera as it is saved in the store, so that <c>doctor</c> can tell it while the service does not run.</summary>
/// <param name="Delay">By how much the pictures are behind the scale.</param>
/// <param name="At">When it was measured, by the wall clock.</param>
internal sealed record CameraDelayNote(TimeSpan Delay, DateTimeOffset At)
{
    /// <summary>The durable note that holds it.</summary>
    public const string Key = "camera-delay";

    private const string Form = "delay-1";
    private const double LongestSeconds = 3_600;

    /// <summary>Reads a note.</summary>
    /// <returns>Null when the text is not a valid note: a later version or a person may have written it.</returns>
    public static CameraDelayNote? Parse(string? text) =>
        text?.Split(' ') is [Form, var delay, var at]
        && double.TryParse(delay, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= LongestSeconds
        && DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new CameraDelayNote(TimeSpan.FromSeconds(seconds), time)
            : null;

    /// <summary>Writes the line.</summary>
    public string Format() => string.Create(CultureInfo.InvariantCulture, $"{Form} {Delay.TotalSeconds:0.00} {At:O}");
}
