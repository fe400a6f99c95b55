using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>A library that, loaded first, makes every sync do nothing: the negative control of power cuts.</summary>
internal static class LyingSyncs
{
    private const string Source =
        """
        int fsync(int f) { (void)f; return 0; }
        int fdatasync(int f) { (void)f; return 0; }
        int msync(void *a, unsigned long n, int f) { (void)a; (void)n; (void)f; return 0; }
        int sync_file_range(int f, long long o, long long n, unsigned x) { (void)f; (void)o; (void)n; (void)x; return 0; }
        """;

    /// <summary>Compiles it into a folder; skips the test where there is no C compiler.</summary>
    public static string Compile(string folder)
    {
        if ((Mosquitto.FindProgram("cc") ?? Mosquitto.FindProgram("clang")) is not { } compiler)
        {
            Assert.Skip("neither cc nor clang is installed");
            throw new InvalidOperationException();
        }

        var (source, library) = (Path.Combine(folder, "lying.c"), Path.Combine(folder, "lying.so"));
        File.WriteAllText(source, Source);
        Assert.Equal(0, Disk.Run(compiler, "-shared", "-fPIC", "-o", library, source));
        return library;
    }
}
