using System.Globalization;
using StationAgent.Vision.Capture.Addresses;
using StationAgent.Vision.Capture.Children;

namespace StationAgent.Vision.Capture.Rtsp;

/// <summary>
/// An IP camera with an RTSP stream, by a child process <c>ffmpeg</c> that decodes its video and writes JPEG files to its output. A frame is stamped when its
/// last byte has come. The address is handed to the program by its standard input, as a play list, because arguments can be read by everyone on the machine.
/// </summary>
public sealed class RtspFrameSource : IFrameSource
{
    private const string Protocols = "pipe,fd,rtsp,rtsps,rtp,srtp,udp,tcp,tls,crypto";

    /// <summary>A frame that comes a little early is still taken, as <see cref="FramePace"/> does.</summary>
    private const double AllowedEarliness = 0.25;

    private readonly ChildFrames _frames;

    private RtspFrameSource(string name, ChildFrames frames) => (Name, _frames) = (name, frames);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Starts the program.</summary>
    /// <param name="options">Which camera.</param>
    /// <param name="time">Its timestamps, counted from zero, are the frames' times.</param>
    /// <exception cref="ArgumentException">The address is not an <c>rtsp</c> or <c>rtsps</c> one, or contains a user.</exception>
    /// <exception cref="FrameSourceException">The program cannot be started, or the password's file cannot be read.</exception>
    public static RtspFrameSource Open(RtspFrameSourceOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Address.Scheme is not ("rtsp" or "rtsps") || options.Address.HasUser)
        {
            throw new ArgumentException("An rtsp or rtsps address without user and password is expected.", nameof(options));
        }

        var address = options.Address;
        var password = PasswordFile.Read(options.PasswordFile);
        var frames = ChildFrames.Start(
            new ChildCall(options.Program, Arguments(options.Rate), PlayList(address, options.UserName, password)),
            options.Rate,
            "Install the package ffmpeg, or name the program in Camera:Program.",
            end => $"The camera {address} cannot be read: {Explain(options.Program, Hide(end, address, password))}.",
            time);
        return new RtspFrameSource(address.ToString(), frames);
    }

    /// <inheritdoc/>
    public ValueTask<Frame> NextAsync(CancellationToken cancellationToken) => _frames.NextAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _frames.DisposeAsync();

    /// <summary>A play list of one address, in the form of ffmpeg's concat demuxer (https://ffmpeg.org/ffmpeg-formats.html#concat).</summary>
    internal static string PlayList(SourceAddress address, string? user, Secret password)
    {
        var target = new UriBuilder(address.Uri);
        if (user is not null)
        {
            (target.UserName, target.Password) = (Uri.EscapeDataString(user), Uri.EscapeDataString(password.Reveal()));
        }

        // Pictures over UDP break when a packet is lost. A second is enough to recognise the video; the default of five would only delay the first picture.
        return $"""
            ffconcat version 1.0
            file '{target.Uri.AbsoluteUri.Replace("'", "%27", StringComparison.Ordinal)}'
            option rtsp_transport tcp
            option fflags nobuffer
            option analyzeduration 1000000

            """;
    }

    // Not the option -r: it would repeat pictures of a slow camera, and a repeated picture does not show the present. One thread: several encode several pictures at
    // a time, and each comes later by as many. The unit of time is that of RTP (RFC 2435): by itself the encoder takes the rate that was guessed from the first
    // pictures, and ends at two pictures in one of its units.
    private static string[] Arguments(double rate) =>
    [
        "-hide_banner",
        "-loglevel", "error",
        "-protocol_whitelist", Protocols,
        "-f", "concat",
        "-safe", "0",
        "-i", "pipe:0",
        "-an",
        "-vf", string.Create(CultureInfo.InvariantCulture, $"select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,{(1 - AllowedEarliness) / rate:0.####})"),
        "-fps_mode", "passthrough",
        "-c:v", "mjpeg",
        "-threads", "1",
        "-enc_time_base", "1:90000",
        "-q:v", "3",
        "-flush_packets", "1",
        "-f", "mjpeg",
        "pipe:1",
    ];

    private static string Hide(string text, SourceAddress address, Secret password)
    {
        var secret = password.Reveal();
        foreach (var form in (string[])[Uri.EscapeDataString(secret), secret])
        {
            text = form.Length > 0 ? text.Replace(form, Secret.Shown, StringComparison.Ordinal) : text;
        }

        return address.HideIn(text);
    }

    private static string Explain(string program, string end) =>
        end.Contains("401", StringComparison.Ordinal) || end.Contains("403", StringComparison.Ordinal) ? $"it refuses the user; look at Camera:UserName and Camera:PasswordFile ({program} {end})"
        : end.Contains("404", StringComparison.Ordinal) ? $"it has no such address; its manual or web page names that of its stream ({program} {end})"
        : end.Contains("Unrecognized option", StringComparison.Ordinal) ? $"{program} is too old, version 5 or later is needed ({program} {end})"
        : $"{program} {end}";
}
