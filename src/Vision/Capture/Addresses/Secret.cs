namespace StationAgent.Vision.Capture.Addresses;

/// <summary>A password. It cannot be printed by accident: only <see cref="Reveal"/> gives the text.</summary>
public sealed class Secret
{
    /// <summary>What is shown in place of a secret.</summary>
    public const string Shown = "***";

    private readonly string _text;

    /// <summary>Wraps a text.</summary>
    /// <param name="text">The secret.</param>
    public Secret(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>Reads a secret from a file; line ends at its end do not belong to it.</summary>
    /// <param name="file">The path of the file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Secret Read(string file) => new(File.ReadAllText(file).TrimEnd('\r', '\n'));

    /// <summary>The text, for the library that sends it, and for nothing else.</summary>
    public string Reveal() => _text;

    /// <summary>Stars.</summary>
    public override string ToString() => Shown;
}
