using System.Diagnostics;
using Xunit;

namespace StationAgent.Testing;

/// <summary>Runs scripts that consumers use, by the Python of this machine.</summary>
public static class Python
{
    private const string Name = "python3";

    /// <summary>Runs a script to its end; skips the test when Python is not installed.</summary>
    /// <param name="script">Path of the script in the repository.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    /// <returns>Its exit code and what it has printed to standard output; it must print no errors.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string script, IEnumerable<string> arguments, string input, CancellationToken cancellationToken)
    {
        if (Mosquitto.FindProgram(Name) is not { } program)
        {
            Assert.Skip($"{Name} is not installed");
            throw new UnreachableException();
        }

        var start = new ProcessStartInfo(program, [Path.Combine(RepositoryFolder.Path, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            Assert.Equal("", await errors);
            return (process.ExitCode, await output);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
