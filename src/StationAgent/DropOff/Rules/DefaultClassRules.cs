using StationAgent.Configuration;

namespace StationAgent.DropOff.Rules;

/// <summary>
/// The rules that hold where the configuration says nothing, for the classes of the model that comes with the program. The mass bands in <c>class-rules.json</c> are the
/// empty masses of the postal cartons No. 12 (3-ply, 27 g) to No. 1 (5-ply, 939 g) by blank area and board weight, of mailer bags (5–60 g) and of plain and
/// padded envelopes (10–80 g), each a little wider. The only carbon factor is that of reuse: for pulping and recycling the sources differ tenfold.
/// </summary>
internal static class DefaultClassRules
{
    /// <summary>The rules.</summary>
    public static ClassRules Rules { get; } = EmbeddedConfiguration.Read("class-rules.json", ClassRules.SchemaOf(new ClassRules([])));
}
