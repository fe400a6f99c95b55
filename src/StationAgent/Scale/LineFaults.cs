namespace StationAgent.Scale;

/// <summary>The reasons for which lines of scales are not used.</summary>
internal static class LineFaults
{
    /// <summary>A value without a unit.</summary>
    public static LineFault NoUnit { get; } = new(
        "which has no unit: set Scale:Unit if its lines never have one, or Scale:Dialect if the scale leaves the unit out while it moves")
    { IsSetting = true };

    /// <summary>A unit that is not a mass, or that is not known.</summary>
    public static LineFault UnknownUnit { get; } = new($"whose unit is not {MassUnit.Allowed}") { IsSetting = true };

    /// <summary>A G that is the unit or the kind of weight.</summary>
    public static LineFault GramOrGross { get; } = new(
        "whose G may be gram or gross: leave Scale:Unit out if it means gram, or set Scale:Pattern if it means gross")
    { IsSetting = true };

    /// <summary>Not a number where one belongs.</summary>
    public static LineFault NotANumber { get; } = new("which is not a number");

    /// <summary>A number that does not agree with the configured decimal sign.</summary>
    public static LineFault OtherDecimalSign { get; } = new("whose number does not agree with Scale:DecimalSign") { IsSetting = true };

    /// <summary>A number with two readings.</summary>
    public static LineFault TwoReadings { get; } = new(
        "whose comma may be a decimal sign or separate thousands: set Scale:DecimalSign to point or comma")
    { IsSetting = true };

    /// <summary>A net weight from a scale whose gross weight is used.</summary>
    public static LineFault NetBesideGross { get; } = new(
        "which is a net weight, while the gross weight of this scale is used: clear its tare, and let it send the gross weight only")
    { IsSetting = true };

    /// <summary>A gross weight from a scale whose net weight is used.</summary>
    public static LineFault GrossBesideNet { get; } = new(
        "which is a gross weight, while the net weight of this scale is used: let it send one of the two, or set Scale:GrossOrNet")
    { IsSetting = true };

    /// <summary>A weight of the kind that the configuration leaves out.</summary>
    public static LineFault OtherKind { get; } = new("which Scale:GrossOrNet leaves out") { IsExpected = true };

    /// <summary>A tare.</summary>
    public static LineFault Tare { get; } = new("which is a tare and not a mass");

    /// <summary>A line that no scale sends.</summary>
    public static LineFault TooLong { get; } = new($"which is longer than {Lines.LineSplitter.MaximumLength} bytes");

    /// <summary>A check sum that does not agree.</summary>
    public static LineFault CheckSum { get; } = new("whose check sum is wrong: check the cable and its shield");

    /// <summary>The scale says that it cannot weigh.</summary>
    public static LineFault ScaleError { get; } = new("with which the scale reports an error: see its display");

    /// <summary>The scale shows a weight that it does not measure now.</summary>
    public static LineFault Held { get; } = new("which is a weight that the scale holds: switch off its hold function") { IsSetting = true };

    /// <summary>A terminal without a zero.</summary>
    public static LineFault NotZeroed { get; } = new(
        "in which the terminal says that it has had no zero since it was switched on: clear the platform and press its ZERO key")
    { IsSetting = true };

    /// <summary>A weight with one more digit than the format has room for.</summary>
    public static LineFault Expanded { get; } = new(
        "in which the terminal says that its weight is expanded by ten: switch that off at the terminal")
    { IsSetting = true };

    /// <summary>Toledo's format in a driver that is not set to it.</summary>
    public static LineFault ToledoFrame { get; } = new(
        "which is Toledo continuous output, whose sign and decimals are in its first three bytes: set Scale:Dialect to toledo and remove Scale:Pattern")
    { IsSetting = true };

    /// <summary>The scale does not know what it is asked for.</summary>
    public static LineFault UnknownRequest { get; } = new(
        "with which the scale refuses the request: check Scale:Dialect and what the scale's interface is set to")
    { IsSetting = true };
}
