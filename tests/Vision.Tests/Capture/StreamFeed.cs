using System.Text;

namespace StationAgent.Vision.Tests.Capture;

/// <summary>Real JPEG files in a folder, and a shell script that stands in for <c>rpicam-vid</c> and writes them.</summary>
internal sealed class StreamFeed : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StreamFeed(int pictures = 5)
    {
        Pictures = TestJpegs.Real(pictures);
        for (var i = 0; i < pictures; i++)
        {
            File.WriteAllBytes(Path.Combine(Folder, $"{i}.jpg"), Pictures[i]);
        }

        File.WriteAllLines(Path.Combine(Folder, "index.tsv"), Enumerable.Range(0, pictures).Select(i => $"{i}.jpg\t{1000 + (20 * i)}"));
    }

    public byte[][] Pictures { get; }

    public string Folder => _folder.Path;

    /// <summary>Makes a program of the script; <c>$folder</c> is where the pictures lie.</summary>
    public string Program(string script)
    {
        var path = Path.Combine(Folder, "rpicam-vid");
        File.WriteAllText(path, $"#!/bin/sh\nfolder='{Folder}'\n{script}\n", new UTF8Encoding(false));
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException();
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public void Dispose() => _folder.Dispose();
}
