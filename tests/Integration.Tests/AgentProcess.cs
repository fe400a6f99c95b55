using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>The real program in a process of its own, as a person or systemd starts it.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    // Only what hangs takes this long: a simulation takes minutes on a busy machine.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private AgentProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public IReadOnlyList<string> Output => [.. _output];

    public string Errors => string.Join('\n', _errors);

    /// <param name="arguments">What follows the program's name.</param>
    /// <param name="environment">What is set besides.</param>
    /// <param name="folder">Where the program is installed; null for the one that was built with the tests.</param>
    public static AgentProcess Start(IEnumerable<string> arguments, IEnumerable<(string Name, string Value)>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(folder ?? AppContext.BaseDirectory, "station-agent.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return new AgentProcess(start);
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, IReadOnlyList<string> Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var agent = Start(arguments);
        var code = await agent.WaitForExitAsync(Longest);
        return (code, agent.Output, agent.Errors);
    }

    public async Task<int> WaitForExitAsync(TimeSpan atMost)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(atMost);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException late) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{Describe()} after {atMost.TotalSeconds:0} s; it wrote:\n{string.Join('\n', _output.TakeLast(20))}\n{Errors}", late);
        }

        return _process.ExitCode;
    }

    /// <summary>Waits until a line of the output contains a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The first line that counts.</param>
    /// <returns>The number of the line after it.</returns>
    public Task<int> WaitForLineAsync(string text, int from = 0) => WaitForAsync(_output, text, from);

    /// <summary>Waits until a line of the error output contains a text.</summary>
    public Task WaitForErrorAsync(string text) => WaitForAsync(_errors, text, from: 0);

    private static async Task<int> WaitForAsync(ConcurrentQueue<string> written, string text, int from)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(5));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var lines = written.ToArray();
            for (var i = from; i < lines.Length; i++)
            {
                if (lines[i].Contains(text, StringComparison.Ordinal))
                {
                    return i + 1;
                }
            }

            await look.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>Presses Enter.</summary>
    public void Enter() => _process.StandardInput.WriteLine();

    /// <summary>Ends the input, as a script does that has no more to say.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>The power cut of a process: SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>What systemd does to stop a service: SIGTERM.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Sends a signal, named without its SIG.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    // A program that has ended may have left its output open in another one.
    private string Describe()
    {
        if (_process.HasExited)
        {
            return "the program has ended and its output has not";
        }

        var threads = Directory.GetDirectories($"/proc/{Id}/task").Select(static task => File.ReadAllText(Path.Combine(task, "stat")).Split(' ')).Select(static fields => fields[1] + fields[2]);
        return $"the program has not ended (threads: {string.Join(' ', threads)})";
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}
