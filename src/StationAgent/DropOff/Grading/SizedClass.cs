using StationAgent.Configuration;

namespace StationAgent.DropOff.Grading;

/// <summary>Whether pieces of a class, and of those below it, come in the known sizes.</summary>
internal sealed record SizedClass
{
    public bool HasSizes { get; init; }

    /// <summary>Its key.</summary>
    public static OptionsSchema<SizedClass> Schema { get; } = new OptionsSchema<SizedClass>(new SizedClass())
        .Flag("HasSizes", o => o.HasSizes, (o, v) => o with { HasSizes = v }, "Whether its pieces come in the known sizes.");
}
