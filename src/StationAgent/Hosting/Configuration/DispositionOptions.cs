using StationAgent.DropOff;

namespace StationAgent.Hosting.Configuration;

/// <summary>Section <c>DropOff:Disposition</c>: where each class goes; <see cref="Disposition.None"/> refuses it.</summary>
internal sealed class DispositionOptions
{
    /// <summary>Intact cartons.</summary>
    public Disposition IntactCarton { get; set; } = Disposition.Reuse;

    /// <summary>Damaged cartons.</summary>
    public Disposition DamagedCarton { get; set; } = Disposition.Pulp;

    /// <summary>Paper and padded envelopes.</summary>
    public Disposition PaperEnvelope { get; set; } = Disposition.Pulp;

    /// <summary>Plastic mailers, bags and film.</summary>
    public Disposition PlasticFilm { get; set; } = Disposition.Recycle;
}
