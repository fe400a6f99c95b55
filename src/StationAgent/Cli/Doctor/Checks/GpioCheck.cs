using StationAgent.Gpio;
using StationAgent.Hosting;
using StationAgent.Native;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>
/// Checks the GPIO lines that the configuration uses: chip and library exist, and no other program holds a line. Of displays, LED strips and sensors on a bus it
/// checks that the kernel's file exists and may be used. No line is touched and nothing is opened.
/// </summary>
/// <param name="options">The configuration.</param>
/// <param name="serviceRuns">Whether the service holds the lines.</param>
internal sealed class GpioCheck(AgentOptions options, bool serviceRuns) : IDoctorCheck
{
    private const string Permission = "The user must be in the group gpio, and the udev rule installed (docs/install.md).";

    /// <inheritdoc/>
    public string Area => DoctorAreas.Gpio;

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task RunAsync(Findings findings, CancellationToken cancellationToken)
    {
        foreach (var file in options.Files)
        {
            findings.Add("bus", GpioJudgement.OfFile(file, File.Exists(file.Path), LibC.Access(file.Path, AccessModes.Read | AccessModes.Write) == 0));
        }

        var chips = GpioLineInfo.Chips();
        var lines = options.Lines.ToList();
        if (lines.Count == 0)
        {
            findings.Ok("lines", $"none configured; {(chips.Count == 0 ? "this machine has no GPIO chip" : $"this machine has {Names(chips)}")}");
            return Task.CompletedTask;
        }

        if (GpioChip.Library is { } library)
        {
            findings.Ok("library", library);
        }
        else
        {
            findings.Failed("library", "libgpiod is not installed", "apt-get install libgpiod2 on Debian 12, libgpiod3 on Debian 13.");
        }

        foreach (var chip in lines.Select(static line => line.Chip).Distinct().Order())
        {
            LookAt(chip, chips, lines, findings);
        }

        return Task.CompletedTask;
    }

    private void LookAt(int chip, IReadOnlyList<int> chips, List<GpioLine> lines, Findings findings)
    {
        if (!chips.Contains(chip))
        {
            findings.Failed(
                "chip",
                $"/dev/gpiochip{chip} does not exist; {(chips.Count == 0 ? "this machine has no GPIO chip" : $"this machine has {Names(chips)}")}",
                "gpiodetect lists the chips; set GpioChip to the chip of the pin header.");
            return;
        }

        try
        {
            var (label, count) = GpioLineInfo.OfChip(chip);
            findings.Ok("chip", $"gpiochip{chip} is {label} with {count} lines");
            foreach (var (path, _, line) in lines.Where(line => line.Chip == chip))
            {
                findings.Add("line", GpioJudgement.OfLine(path, line, count, line < count ? GpioLineInfo.HolderOf(chip, line) : null, serviceRuns));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            findings.Failed("chip", $"gpiochip{chip}: {failure.Message}", Permission);
        }
    }

    private static string Names(IReadOnlyList<int> chips) => string.Join(", ", chips.Select(static chip => $"gpiochip{chip}"));
}
