using System.Diagnostics;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>A consumer of <c>deploy/consumers</c> in a process of its own.</summary>
internal static class PythonScript
{
    /// <summary>Runs a script to its end; skips the test when Python is not installed.</summary>
    /// <param name="name">Its file name.</param>
    /// <param name="input">The lines of its input.</param>
    /// <param name="arguments">What follows its name.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string name, IEnumerable<string> input, IEnumerable<string> arguments)
    {
        if (Mosquitto.FindProgram("python3") is not { } python)
        {
            Assert.Skip("python3 is not installed");
            throw new UnreachableException();
        }

        using var process = Process.Start(new ProcessStartInfo(python, [Path.Combine(RepositoryFolder.Path, "deploy", "consumers", name), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            foreach (var line in input)
            {
                await process.StandardInput.WriteLineAsync(line.AsMemory(), deadline.Token);
            }

            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        return (process.ExitCode, await output, await errors);
    }
}
