using StationAgent.Cli.Screen;

namespace StationAgent.Cli.Output;

/// <summary>The standard error output. Where it cannot be written, there is no one left to tell.</summary>
internal static class ErrorOutput
{
    /// <summary>Makes every write to the standard error output of this process safe, also where it is closed.</summary>
    public static void Open() => Console.SetError(new QuietWriter(OfThisProcess()));

    /// <summary>Writes one line or several. They may repeat what was in a file: a character that would move the cursor is replaced.</summary>
    public static void WriteLine(string lines) =>
        Console.Error.WriteLine(string.Join(Environment.NewLine, lines.ReplaceLineEndings("\n").Split('\n').Select(CellText.WithoutControls)));

    private static TextWriter OfThisProcess()
    {
        try
        {
            return Console.Error;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return TextWriter.Null;
        }
    }
}
