using System.Text;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Reading;
using StationAgent.Telemetry.Outbox.Recovery;
using StationAgent.Telemetry.Outbox.Transactions;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>
/// Storage that really fails. A full tmpfs needs rights that a test may not have, so another connection locks what the writer needs.
/// </summary>
public sealed class UncertainCommitTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failure_uses_no_number_and_ends_only_after_a_synced_write()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendAsync();

        // Every write fails, in this and the next transactions.
        OpeningTests.Execute(
            folder,
            """
            CREATE TRIGGER no_event BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no'); END;
            CREATE TRIGGER no_pair BEFORE INSERT ON pair BEGIN SELECT RAISE(ABORT, 'no'); END;
            """);
        var exception = await Assert.ThrowsAsync<OutboxException>(() => outbox.AppendAsync());
        Assert.Null(exception.UncertainId);
        Assert.NotNull(outbox.Fault);
        await Assert.ThrowsAsync<OutboxException>(() => outbox.ProbeAsync(Cancelled));
        Assert.NotNull(outbox.Fault);

        OpeningTests.Execute(folder, "DROP TRIGGER no_event; DROP TRIGGER no_pair;");
        await outbox.ProbeAsync(Cancelled);

        Assert.Null(outbox.Fault);
        Assert.Equal(2, (await outbox.AppendAsync()).Sequence);
        Assert.Equal(2, outbox.Depth);
    }

    [Fact]
    public async Task An_event_of_a_failed_commit_that_is_on_disk_is_taken_back()
    {
        using var folder = new TemporaryFolder();
        var options = new OutboxOptions();
        var ledger = new Ledger();
        await folder.OpenOutbox().DisposeAsync();
        using var session = new WriteSession(folder.File);
        ledger.Load(session.Connection, session.Epochs);
        var batch = new WriteBatch(session, options, ledger, nowMs: 0, ageMs: 0);
        session.Begin();
        var stored = batch.Append(new EventDraft("evt/dropoff", EventClass.DropOff, _ => "accepted"u8.ToArray()));
        session.Commit();

        // As after an error at the commit of "stored" and of another event that did not reach the disk.
        var recovery = new UncertainCommits(folder.File, WithCompensation(), ledger);
        recovery.Remember([.. batch.Appended, new AppendedRow(new EventId(stored.StoreEpoch, 2), Seal: 1)]);
        session.Dispose();
        using var reopened = new WriteSession(folder.File);
        recovery.Settle(reopened, noted: null, nowMs: 0, ageMs: 0);

        Assert.Equal(stored, Assert.Single(recovery.Found));
        Assert.Empty(recovery.Uncertain);
        using var reading = new ReadSession(folder.File, ledger);
        var rows = reading.Pending(0, 10, null, out _);
        Assert.Equal(["accepted", $"void {stored}"], rows.Select(row => row.Text()));
    }

    private static OutboxOptions WithCompensation() => new()
    {
        Compensate = stored => new EventDraft("evt/dropoff", EventClass.DropOff, _ => Encoding.UTF8.GetBytes($"void {stored.Id}")),
    };
}
