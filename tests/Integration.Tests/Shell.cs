using System.Diagnostics;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>The program in a pipeline of a shell.</summary>
internal static class Shell
{
    /// <summary>The program's name in a command.</summary>
    public static string Program => $"dotnet '{Path.Combine(AppContext.BaseDirectory, "station-agent.dll")}'";

    /// <summary>Runs a command to its end.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(string command) => RunAsync(command, Task.CompletedTask);

    /// <summary>Runs a command whose input ends later than at once.</summary>
    /// <param name="command">The command.</param>
    /// <param name="release">Ends its input, for which <c>read</c> waits.</param>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(string command, out Action release)
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        release = released.SetResult;
        return RunAsync(command, released.Task);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string command, Task released)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await released.WaitAsync(deadline.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return (process.ExitCode, await output, await errors);
    }
}
