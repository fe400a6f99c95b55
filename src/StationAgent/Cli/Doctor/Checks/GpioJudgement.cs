namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Judges a GPIO line. Pure.</summary>
internal static class GpioJudgement
{
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
