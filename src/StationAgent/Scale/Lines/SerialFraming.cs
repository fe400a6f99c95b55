namespace StationAgent.Scale.Lines;

/// <summary>The format of bytes on a serial line.</summary>
/// <param name="DataBits">7 or 8.</param>
/// <param name="Parity">The parity bit.</param>
/// <param name="StopBits">1 or 2.</param>
internal readonly record struct SerialFraming(int DataBits, SerialParity Parity, int StopBits)
{
    /// <summary>What <see cref="TryParse"/> takes, for a message that ends with these words.</summary>
    public const string Allowed = "7 or 8 data bits, parity n, e or o, and 1 or 2 stop bits, such as \"8n1\"";

    /// <summary>Reads the usual short form.</summary>
    public static bool TryParse(string text, out SerialFraming framing)
    {
        framing = default;
        if (text is not [('7' or '8') and var data, var parity, ('1' or '2') and var stop])
        {
            return false;
        }

        SerialParity? kind = parity switch
        {
            'n' or 'N' => SerialParity.None,
            'e' or 'E' => SerialParity.Even,
            'o' or 'O' => SerialParity.Odd,
            _ => null,
        };
        framing = new SerialFraming(data - '0', kind.GetValueOrDefault(), stop - '0');
        return kind is not null;
    }
}
