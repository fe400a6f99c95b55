using System.Collections.Immutable;
using StationAgent.Configuration;
using StationAgent.Vision.Classes;

namespace StationAgent.DropOff.Grading;

/// <summary>What is known of the pieces that come in sizes: the classes, the sizes, and what each form weighs on the area that it covers.</summary>
internal sealed record SizeTable
{
    private static readonly string[] FormNames = ["flat", "standing", "filled"];

    /// <summary>The bands by the name of the form.</summary>
    public ImmutableSortedDictionary<string, FormBand> Forms { get; init; } = ImmutableSortedDictionary.Create<string, FormBand>(StringComparer.Ordinal);

    /// <summary>The classes by path.</summary>
    public ImmutableSortedDictionary<string, SizedClass> Classes { get; init; } = ImmutableSortedDictionary.Create<string, SizedClass>(StringComparer.Ordinal);

    /// <summary>The sizes by name.</summary>
    public ImmutableSortedDictionary<string, KnownSize> Sizes { get; init; } = ImmutableSortedDictionary.Create<string, KnownSize>(StringComparer.Ordinal);

    /// <summary>Its keys.</summary>
    public static OptionsSchema<SizeTable> Schema { get; } = new OptionsSchema<SizeTable>(new SizeTable())
        .Sections(
            "Forms", "flat, standing or filled", static name => FormNames.Contains(name), FormBand.Schema,
            static o => o.Forms.Keys, static (o, name) => o.Forms.GetValueOrDefault(name) ?? new FormBand(), static (o, name, v) => o with { Forms = o.Forms.SetItem(name, v) })
        .Sections(
            "Classes", "ids of classes joined by /", ClassPath.IsPath, SizedClass.Schema,
            static o => o.Classes.Keys, static (o, name) => o.Classes.GetValueOrDefault(name) ?? new SizedClass(), static (o, name, v) => o with { Classes = o.Classes.SetItem(name, v) })
        .Sections(
            "Sizes", "a name of lower-case letters, digits and -", static name => name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'), KnownSize.Schema,
            static o => o.Sizes.Keys, static (o, name) => o.Sizes.GetValueOrDefault(name) ?? new KnownSize(), static (o, name, v) => o with { Sizes = o.Sizes.SetItem(name, v) });

    /// <summary>True when pieces of this class come in the known sizes.</summary>
    /// <param name="path">The path of the class.</param>
    public bool HasSizes(string path)
    {
        for (var one = path; one is not null; one = ClassPath.Parent(one))
        {
            if (Classes.TryGetValue(one, out var found))
            {
                return found.HasSizes;
            }
        }

        return false;
    }

    /// <summary>The only form that explains a mass on an area; unknown when none or more than one does.</summary>
    /// <param name="least">The least that it may be, in kg/m².</param>
    /// <param name="most">The most that it may be, in kg/m².</param>
    public SeenForm FormOf(double least, double most) =>
        IsWithin("flat", least, most) ? SeenForm.Flat
        : IsWithin("standing", least, most) ? SeenForm.Standing
        : IsWithin("filled", least, most) ? SeenForm.Filled
        : SeenForm.Unknown;

    private bool IsWithin(string form, double least, double most) =>
        Forms.TryGetValue(form, out var band) && least >= band.Least && most <= band.Heaviest;
}
