using System.ComponentModel;
using System.Diagnostics;

namespace StationAgent.Cli.Doctor.Bundle;

/// <summary>What a program of the system prints.</summary>
internal static class ToolOutput
{
    /// <summary>More is cut off, in characters.</summary>
    private const int Longest = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs a program to its end, at most 10 s.</summary>
    /// <returns>What it printed; one line with the reason when there is no output.</returns>
    public static async Task<string> ReadAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            var text = output + await errors;
            return text.Length <= Longest ? text : text[^Longest..];
        }
        catch (Win32Exception)
        {
            return $"{program} is not installed\n";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{program} took longer than {Patience.TotalSeconds:0} s\n";
        }
        finally
        {
            End(process);
        }
    }

    private static void End(Process? process)
    {
        if (process is { HasExited: false })
        {
            process.Kill();
        }

        process?.Dispose();
    }
}
