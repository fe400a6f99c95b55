namespace StationAgent.Vision.Decisions;

/// <summary>What the piece on the platform is made to be. The order is the order of the network's material head.</summary>
public enum Material
{
    /// <summary>A corrugated carton, whole or in pieces.</summary>
    Carton,

    /// <summary>A plastic mailer, bag or film.</summary>
    PlasticFilm,

    /// <summary>A paper or padded envelope.</summary>
    PaperEnvelope,

    /// <summary>Anything that is no packaging.</summary>
    NotPackaging,

    /// <summary>Nothing lies there. Overruled by scale and difference.</summary>
    Empty,
}
