using StationAgent.Gpio;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Judges a GPIO line. Pure.</summary>
internal static class GpioJudgement
{
    /// <summary>The kernel's file of a device on a bus.</summary>
    /// <param name="file">The file.</param>
    /// <param name="exists">Whether it exists.</param>
    /// <param name="isAllowed">Whether this user may use it.</param>
    public static Judgement OfFile(DeviceFile file, bool exists, bool isAllowed) => (exists, isAllowed) switch
    {
        (false, _) => new Judgement(CheckState.Failed, $"{file.Key}: {file.Path} does not exist", $"To correct this, {file.HowToEnable}."),
        (_, false) => new Judgement(
            CheckState.Failed, $"{file.Key}: {file.Path} is closed to this user", $"The user must be in the group {file.Group}; the service's user is, when it was installed as docs/install.md says."),
        _ => Judgement.Good($"{file.Key}: {file.Path} is there and may be used"),
    };

    /// <summary>A configured line.</summary>
    /// <param name="path">The key that names it.</param>
    /// <param name="line">Its offset.</param>
    /// <param name="count">How many lines the chip has.</param>
    /// <param name="holder">The program that holds it; null when it is free.</param>
    /// <param name="serviceRuns">Whether the service is running; it then holds the line.</param>
    public static Judgement OfLine(string path, int line, int count, string? holder, bool serviceRuns)
    {
        if (line >= count)
        {
            return new Judgement(CheckState.Failed, $"{path} is {line}; the chip has lines 0 to {count - 1}", $"Correct {path}, or GpioChip beside it.");
        }

        return holder switch
        {
            null => Judgement.Good($"{path}, line {line}: free"),
            _ when serviceRuns => Judgement.Good($"{path}, line {line}: held by '{holder}'; the service is running"),
            _ => new Judgement(
                CheckState.Failed,
                $"{path}, line {line}: held by '{holder}'",
                "Stop that program, or remove the overlay that claims the line from the device tree (/boot/firmware/config.txt)."),
        };
    }
}
