using StationAgent.Configuration;
using StationAgent.Scale.Lines;

namespace StationAgent.Scale;

/// <summary>Makes the table entries of scales that communicate over a serial port or TCP; a new protocol needs only its <see cref="ILineProtocol"/>.</summary>
internal static class LineDriver
{
    /// <summary>Makes a driver for a protocol.</summary>
    /// <param name="name">Its name in the configuration.</param>
    /// <param name="prepare">Prepares what is expensive once, and returns the function that makes the protocol of a new connection.</param>
    /// <param name="check">Finds options that do not suit the protocol; the line itself is checked already.</param>
    /// <param name="hasSetRate">Whether <c>Scale:RateHz</c> sets how often the scale is asked.</param>
    public static ScaleDriver Of(
        string name, Func<ScaleOptions, Func<ILineProtocol>> prepare, Func<ScaleOptions, IEnumerable<KeyFault>> check, bool hasSetRate = false) => new(
        name,
        (options, services) =>
        {
            var protocol = prepare(options);
            var dropped = new DropCounter();
            return () => Open(options.Line, protocol(), dropped, services.Time);
        },
        "Check Scale:Port, Scale:BaudRate and Scale:Framing, the cable, and that the user is in the group dialout (docs/scale.md).")
        {
            Check = options => CheckLine(options.Line).Concat(check(options)),
            Place = options => options.Line.Port ?? "",
            HasSetRate = hasSetRate,
        };

    private static IEnumerable<KeyFault> CheckLine(ScaleLineOptions line)
    {
        if (line.Port is not { } port)
        {
            yield return new KeyFault("Port", $"required: {LineAddress.Allowed}");
        }
        else if (!LineAddress.TryParse(port, out _))
        {
            yield return new KeyFault("Port", $"expected {LineAddress.Allowed}, found \"{port}\"");
        }
    }

    private static LineScale Open(ScaleLineOptions options, ILineProtocol protocol, DropCounter dropped, TimeProvider time)
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
            dropped,
            time);
    }
}
