namespace StationAgent.Cli.Output;

/// <summary>The standard error output. Where it cannot be written, there is no one left to tell.</summary>
internal static class ErrorOutput
{
    /// <summary>Writes a line.</summary>
    public static void WriteLine(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (IOException)
        {
            // As said above.
        }
    }
}
