namespace StationAgent.Hosting.Configuration;

/// <summary>
/// Section <c>DropOff:MassBands</c>. The defaults are the range of the twelve postal cartons in three and five plies (27–939 g), of mailer bags
/// (5–60 g) and of padded envelopes (10–80 g), with room for lighter, wetter and taped ones: a piece far outside still holds its goods.
/// </summary>
internal sealed class MassBandsOptions
{
    /// <summary>Cartons.</summary>
    public MassBandOptions Carton { get; } = new(15, 1_500);

    /// <summary>Paper and padded envelopes.</summary>
    public MassBandOptions PaperEnvelope { get; } = new(3, 150);

    /// <summary>Plastic mailers, bags and film.</summary>
    public MassBandOptions PlasticFilm { get; } = new(2, 150);
}
