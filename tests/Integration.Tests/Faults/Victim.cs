using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>A verb of the benchmarks in a process of its own, to be killed. Disposing kills it and what it was started under.</summary>
internal sealed class Victim : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly StringBuilder _text = new();

    private Victim(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    public int Id => _process.Id;

    /// <summary>What it has written to its output and error.</summary>
    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    public static Victim Enqueue(string store, string ack, int count, int batch, VictimSetting? setting = null) =>
        Start(setting, "enqueue", "--dir", store, "--ack", ack, "--count", Text10(count), "--batch", Text10(batch));

    /// <summary>Delivers what the store holds and appends meanwhile.</summary>
    public static Victim Drain(string store, int port, int window, string ack, int append, int batch, VictimSetting? setting = null) =>
        Start(
            setting, "drain", "--dir", store, "--port", Text10(port), "--window", Text10(window),
            "--ack", ack, "--append", Text10(append), "--batch", Text10(batch));

    public static Victim Start(VictimSetting? setting, params IEnumerable<string> arguments)
    {
        setting ??= new VictimSetting();
        var start = new ProcessStartInfo(setting.Under is [var program, ..] ? program : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in setting.Under.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        if (setting.Under.Count > 0)
        {
            start.ArgumentList.Add("dotnet");
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll"));
        foreach (var argument in arguments.Concat(setting.More))
        {
            start.ArgumentList.Add(argument);
        }

        // It lives for a moment: code compiled quickly is better than code that runs fast.
        start.Environment["DOTNET_TC_QuickJit"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        if (setting.Preload is { } library)
        {
            start.Environment["LD_PRELOAD"] = library;
        }

        return new Victim(start);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code; 128 + signal when one ended it.</returns>
    public async Task<int> WaitForExitAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>
    /// Stops it: from the return on none of its threads runs code of its own; what has begun in the kernel goes on. One thread takes the signal and stops the others
    /// then, which run on meanwhile: on a busy machine for long enough to acknowledge what a file system without power has only seemed to sync.
    /// </summary>
    public async Task StopAsync()
    {
        Signals.Send(_process.Id, Signals.Stop);
        while (!HasExited && !IsAnyThreadStopped())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async Task KillAsync()
    {
        Signals.Send(_process.Id, Signals.Kill);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    // proc(5): the state follows the name, which is in parentheses and may hold any character.
    private bool IsAnyThreadStopped()
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{_process.Id}/task").Select(static thread => File.ReadAllText(Path.Combine(thread, "stat")))
                .Any(static text => text.AsSpan(text.LastIndexOf(')') + 2).StartsWith("T", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            // A thread, or the process, has ended meanwhile.
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_text)
            {
                _text.AppendLine(line);
            }
        }
    }

    private static string Text10(int number) => number.ToString(CultureInfo.InvariantCulture);
}
