using Microsoft.Win32.SafeHandles;
using StationAgent.Failures;

namespace StationAgent.Cli.Output;

/// <summary>The standard error output. Where it cannot be written, there is no one left to tell.</summary>
internal static class ErrorOutput
{
    /// <summary>Makes every write to the standard error output of this process safe, also where it is closed.</summary>
    /// <param name="isPatient">
    /// True when writes wait for the reader, as for a person who scrolls; false when they are dropped after a moment, because the process must go on.
    /// </param>
    public static void Open(bool isPatient) => Console.SetError(new QuietWriter(isPatient ? OfThisProcess() : ImpatientStream.WriterOf(new SafeFileHandle(2, ownsHandle: false))));

    /// <summary>Writes one line or several. They may repeat what was in a file: a character that would move the cursor is replaced.</summary>
    public static void WriteLine(string lines) =>
        Console.Error.WriteLine(string.Join(Environment.NewLine, lines.ReplaceLineEndings("\n").Split('\n').Select(OutsideText.OneLine)));

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
