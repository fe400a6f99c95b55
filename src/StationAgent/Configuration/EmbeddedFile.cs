namespace StationAgent.Configuration;

/// <summary>A file that is part of the program.</summary>
internal static class EmbeddedFile
{
    /// <summary>Reads one.</summary>
    /// <param name="name">Its name among the resources of the program.</param>
    /// <exception cref="InvalidOperationException">The program was built without it.</exception>
    public static byte[] Read(string name)
    {
        using var file = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program lacks its own file {name}.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
