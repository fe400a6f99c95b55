namespace StationAgent.Gpio;

/// <summary>A GPIO line that the configuration uses.</summary>
/// <param name="Path">Full path of the key that names it.</param>
/// <param name="Chip">Number of the chip, as in <c>/dev/gpiochip0</c>.</param>
/// <param name="Number">Number of the line on its chip.</param>
internal readonly record struct GpioLine(string Path, int Chip, int Number)
{
    /// <summary>Lists the lines of one chip that are configured; a key without a value is left out.</summary>
    public static IEnumerable<GpioLine> On(int chip, params IEnumerable<(string Path, int? Number)> lines) =>
        lines.Where(static line => line.Number is not null).Select(line => new GpioLine(line.Path, chip, line.Number!.Value));
}
