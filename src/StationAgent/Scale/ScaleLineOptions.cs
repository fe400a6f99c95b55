using StationAgent.Scale.Continuous;

namespace StationAgent.Scale;

/// <summary>Section <c>Scale</c>: what scales on a line need.</summary>
internal sealed class ScaleLineOptions
{
    /// <summary>Where the line leads: the path of a serial port, or <c>tcp://host:port</c>.</summary>
    public string? Port { get; set; }

    /// <summary>Serial port: bits a second.</summary>
    public int BaudRate { get; set; } = 9600;

    /// <summary>Serial port: data bits, parity and stop bits.</summary>
    public string Framing { get; set; } = "8n1";

    /// <summary>Driver <c>continuous</c>: what a line looks like.</summary>
    public string Pattern { get; set; } = ContinuousPattern.Default;

    /// <summary>Driver <c>continuous</c>: the unit of lines that name none; null when each line names one. A wrong guess would be wrong a thousandfold.</summary>
    public string? Unit { get; set; }

    /// <summary>Driver <c>continuous</c>: what the group <c>status</c> says above the range, parted by commas.</summary>
    public string OverloadWords { get; set; } = "OL,OF";

    /// <summary>Driver <c>continuous</c>: what the group <c>status</c> says below the range, parted by commas.</summary>
    public string UnderloadWords { get; set; } = "UL,UF";

    /// <summary>The pattern with its unit and words.</summary>
    /// <exception cref="FormatException">The pattern is no good; the message says why.</exception>
    public ContinuousPattern ToPattern() => new(
        Pattern,
        MassUnit.TryParse(Unit, out var grams) ? grams : null,
        Words(OverloadWords),
        Words(UnderloadWords));

    private static string[] Words(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
