namespace StationAgent.Vision.Decisions;

/// <summary>The class of the piece on the platform, in the order of the network's material head.</summary>
public enum Material
{
    /// <summary>A corrugated carton, whole or in pieces.</summary>
    Carton,

    /// <summary>A plastic mailer, bag or film.</summary>
    PlasticFilm,

    /// <summary>A paper or padded envelope.</summary>
    PaperEnvelope,

    /// <summary>Anything that is not packaging.</summary>
    NotPackaging,

    /// <summary>The platform is empty. The scale and the difference from the reference overrule this class.</summary>
    Empty,
}
