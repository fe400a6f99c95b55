using Microsoft.Extensions.Time.Testing;
using StationAgent.Cli.Doctor;
using Xunit;

namespace StationAgent.Tests.Cli.Doctor;

/// <summary>If a check fails or hangs, the others still run and the person gets an answer.</summary>
public sealed class DoctorRunnerTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_check_that_throws_has_failed_and_its_earlier_findings_stay()
    {
        var results = await RunAsync(
            new Check(static (findings, _) =>
            {
                findings.Ok("first", "good");
                throw new IOException("broken driver");
            }),
            new Check(static (findings, _) =>
            {
                findings.Ok("other", "good");
                return Task.CompletedTask;
            }));
        Assert.Equal([CheckState.Ok, CheckState.Failed, CheckState.Ok], results.Select(static one => one.State));
        Assert.Contains("broken driver", results[1].Found, StringComparison.Ordinal);
        Assert.Equal(CheckState.Failed, DoctorReport.WorstOf(results));
    }

    [Fact]
    public async Task A_check_with_a_fault_of_the_agent_says_so_without_words_of_dotnet()
    {
        var result = Assert.Single(await RunAsync(new Check(static (_, _) => throw new ObjectDisposedException("System.Net.Sockets.Socket"))));
        Assert.Contains("internal error", result.Found, StringComparison.Ordinal);
        Assert.DoesNotContain("Socket", result.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_takes_too_long_is_ended()
    {
        var running = RunAsync(new Check(static (_, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken)));
        await AdvanceUntilAsync(running);
        Assert.Equal(CheckState.Failed, Assert.Single(await running).State);
    }

    [Fact]
    public async Task A_check_that_hangs_is_abandoned_and_adds_nothing_later()
    {
        var release = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        var running = RunAsync(new Check(async (findings, _) =>
        {
            await release.Task;
            findings.Ok("late", "late");
            ended.SetResult();
        }));
        await AdvanceUntilAsync(running);
        var results = await running;
        release.SetResult();
        await ended.Task;
        Assert.Equal("time", Assert.Single(results).Check);
    }

    [Fact]
    public async Task A_cancelled_run_ends_at_once()
    {
        using var ending = new CancellationTokenSource();
        var check = new Check((_, _) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None));
        var running = DoctorRunner.RunAsync([check], static _ => { }, _time, ending.Token);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void A_skipped_check_is_not_a_fault() =>
        Assert.Equal(CheckState.Ok, DoctorReport.WorstOf([new CheckResult("scale", "readings", CheckState.Skipped, "held", Remedy: null)]));

    private Task<IReadOnlyList<CheckResult>> RunAsync(params Check[] checks) =>
        DoctorRunner.RunAsync(checks, static _ => { }, _time, TestContext.Current.CancellationToken);

    private async Task AdvanceUntilAsync(Task running)
    {
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken));
        }
    }

    private sealed class Check(Func<Findings, CancellationToken, Task> run) : IDoctorCheck
    {
        public string Area => DoctorAreas.Clock;

        public TimeSpan Limit => TimeSpan.FromSeconds(5);

        public Task RunAsync(Findings findings, CancellationToken cancellationToken) => run(findings, cancellationToken);
    }
}
