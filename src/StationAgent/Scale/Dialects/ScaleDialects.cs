using StationAgent.Scale.Continuous;

namespace StationAgent.Scale.Dialects;

/// <summary>Every dialect of scales that talk in lines. <c>docs/scale.md</c> names the manual that each one follows.</summary>
internal static class ScaleDialects
{
    /// <summary>Whatever <c>Scale:Pattern</c> describes.</summary>
    public static ScaleDialect Pattern { get; } = new("pattern", static line => new ContinuousFormat(line.ToPattern()));

    /// <summary>Every dialect, in the order in which they are shown.</summary>
    public static IReadOnlyList<ScaleDialect> All { get; } =
    [
        Pattern,
        new("a_and_d", static line => new AndFormat(line.DecimalSign)) { Request = "Q\r\n"u8.ToArray() },
        new("adam", static line => new AdamFormat(line.DecimalSign)) { Request = "G\r\n"u8.ToArray() },
        new("cas", static line => new CasFormat(line.DecimalSign)),
        new("cas_enq", static _ => new CasEnquiryFormat()) { Streams = false, Request = new byte[] { CasEnquiryFormat.Enquiry } },
        new("kern", static line => new KernFormat(line.UnitInGrams, line.DecimalSign)) { Request = "w"u8.ToArray() },
        new("lb_oz", static _ => new PoundsOuncesFormat()),
        new("nci", static line => new NciFormat(line.DecimalSign)) { Streams = false, Request = "W\r"u8.ToArray() },
        new("ohaus", static line => new OhausFormat(line.DecimalSign)) { Request = "IP\r\n"u8.ToArray() },
        new("rice_lake", static _ => new RiceLakeFormat()),
        new("sbi", static line => new SbiFormat(line.UnitInGrams, line.DecimalSign)) { Request = "\eP\r\n"u8.ToArray() },
        new("toledo", static _ => new ToledoFormat()),
        new("toledo_8217", static line => new Toledo8217Format(line.UnitInGrams.GetValueOrDefault())) { Streams = false, Request = "W"u8.ToArray(), NeedsUnit = true },
        new("yaohua", static line => new YaohuaFormat(line.UnitInGrams.GetValueOrDefault())) { NeedsUnit = true },
    ];
}
