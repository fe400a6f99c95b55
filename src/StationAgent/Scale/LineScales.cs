using StationAgent.Scale.Continuous;
using StationAgent.Scale.Lines;
using StationAgent.Scale.MtSics;

namespace StationAgent.Scale;

/// <summary>Makes scales on lines from a configuration that <see cref="ScaleLineRules"/> has passed.</summary>
internal static class LineScales
{
    /// <summary>Opens a terminal that speaks MT-SICS.</summary>
    public static IScale OpenMtSics(ScaleOptions options, TimeProvider time) =>
        Open(options.Line, new MtSicsProtocol(TimeSpan.FromSeconds(1 / options.RateHz)), time);

    /// <summary>Opens a scale that streams lines.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="pattern">What its lines look like; shared by all openings, because it is dear to build.</param>
    /// <param name="time">Clock of the samples.</param>
    public static IScale OpenContinuous(ScaleOptions options, ContinuousPattern pattern, TimeProvider time) =>
        Open(options.Line, new ContinuousProtocol(pattern), time);

    private static LineScale Open(ScaleLineOptions options, ILineProtocol protocol, TimeProvider time)
    {
        if (!LineAddress.TryParse(options.Port ?? "", out var address) || !SerialFraming.TryParse(options.Framing, out var framing))
        {
            throw new InvalidOperationException("The configuration of the scale's line was not checked.");
        }

        return new LineScale(
            options.Port!,
            cancellationToken => address.Path is { } path
                ? SerialLine.Open(path, options.BaudRate, framing, cancellationToken)
                : TcpLine.Open(address.Host!, address.TcpPort, cancellationToken),
            protocol,
            time);
    }
}
